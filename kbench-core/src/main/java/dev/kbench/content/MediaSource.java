package dev.kbench.content;

/// Where a picture, a sound or a film lies. Its text shows it briefly.
public sealed interface MediaSource permits MediaUrl, MediaBytes {}
