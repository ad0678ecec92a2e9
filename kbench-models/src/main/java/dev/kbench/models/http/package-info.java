/// One POST and its answer over the JDK's HTTP client: proxies, authorities, limits, cancellation.
@NullMarked
package dev.kbench.models.http;

import org.jspecify.annotations.NullMarked;
