package dev.kbench.cli.show;

/// A display that is drawn by someone: events only change its state.
interface Drawn extends Display {
    /// Draws the current state.
    void frame();
}
