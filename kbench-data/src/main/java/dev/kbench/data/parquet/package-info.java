/// Reads Parquet files, a page of each column at a time. The format is that of the Apache Parquet
/// project's specification (parquet-format 2.11).
@NullMarked
package dev.kbench.data.parquet;

import org.jspecify.annotations.NullMarked;
