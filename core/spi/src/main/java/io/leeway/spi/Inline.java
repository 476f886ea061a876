package io.leeway.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mark of a component of a record whose keys stand beside the record's own.
 *
 * <p>A {@link Configured}: in {@code agent: {type: td3-bc, updates: 4000}} the key {@code updates} is the section's and
 * the rest is the agent's. Or another record, whose keys several configurations share; a {@link Default} on it, such as
 * {@code @Default("{batch: 256}")}, changes defaults of its keys.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Inline {}
