package dev.kbench.run;

import dev.kbench.key.ModelRef;

import java.util.List;

/// What stands where among the positions of an evaluation or a list: whose trials belong together,
/// and which runs share a row.
///
/// Immutable.
interface Placement {
    /// The models, by index; at least one where there is a position.
    List<ModelRef> models();

    /// How many rows there are.
    int rows();

    /// How many cells there are: each is a row for one model and one value of each axis.
    int cells();

    int model(int position);

    int row(int position);

    int cell(int position);

    int trial(int position);
}
