/// The web server: who is let in, what is answered, and what every answer forbids a browser.
@NullMarked
package dev.kbench.view.web;

import org.jspecify.annotations.NullMarked;
