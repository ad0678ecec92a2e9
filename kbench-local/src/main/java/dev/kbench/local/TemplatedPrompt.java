package dev.kbench.local;

/// A conversation as a model reads it: written with its own chat template, up to where its answer
/// begins.
///
/// @param text the whole prompt, with the marks of turns and, where the template or the tokenizer
///   begins with one, the beginning-of-text token
/// @param tokens how many tokens that is
public record TemplatedPrompt(String text, int tokens) {}
