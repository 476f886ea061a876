package io.leeway.spi.agent;

/** The kinds of actions that agents act with. */
public enum ActionKind {
    /** Arrays of real numbers, each in [-1, 1]. */
    CONTINUOUS,
    /** One of several choices: a column for each, of which one is 1 and the others are 0. */
    DISCRETE
}
