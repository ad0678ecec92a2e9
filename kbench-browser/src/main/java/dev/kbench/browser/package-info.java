/// Shows pages that a model wrote in a real Chromium, each in a profile of its own and without a
/// network, and tells what came out: a picture, the document after its scripts, what it logged.
@NullMarked
package dev.kbench.browser;

import org.jspecify.annotations.NullMarked;
