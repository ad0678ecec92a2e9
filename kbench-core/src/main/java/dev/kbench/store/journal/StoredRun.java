package dev.kbench.store.journal;

import java.util.Optional;

/// A finished run as it was stored.
///
/// @param run what the index knows of it
/// @param transcript where its transcript lies, empty where it has none
/// @param document its document, the text that was handed in
public record StoredRun(FinishedRun run, Optional<BlobRef> transcript, String document) {}
