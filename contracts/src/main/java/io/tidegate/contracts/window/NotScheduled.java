package io.tidegate.contracts.window;

/** A window whose scheduling was never granted: at most refusals are in its log. */
public record NotScheduled() implements WindowState {}
