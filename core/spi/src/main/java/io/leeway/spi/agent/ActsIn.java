package io.leeway.spi.agent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The kinds of actions that an {@link Agent}'s class acts with. An agent without it acts with continuous ones alone, as
 * denoisers do: the runtime refuses data and environments of other kinds before anything is trained. What an agent of
 * discrete actions chooses among is {@link Task#choices}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ActsIn {
    /** Returns the kinds. */
    ActionKind[] value();
}
