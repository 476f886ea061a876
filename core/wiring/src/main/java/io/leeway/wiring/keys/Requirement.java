package io.leeway.wiring.keys;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;

/** The demand of a {@code jakarta.validation} annotation, in words. */
public final class Requirement {
    private Requirement() {}

    /** Returns what a value must do, such as {@code must be at least 1}. */
    public static String of(Annotation constraint) {
        String own = message(constraint);
        return own.startsWith("{") ? "must " + demand(constraint) : own;
    }

    /** Returns whether an annotation is a constraint. */
    public static boolean isConstraint(Annotation annotation) {
        return annotation.annotationType().isAnnotationPresent(Constraint.class);
    }

    private static String demand(Annotation constraint) {
        if (constraint instanceof Positive) {
            return "be greater than 0";
        } else if (constraint instanceof PositiveOrZero) {
            return "be at least 0";
        } else if (constraint instanceof Negative) {
            return "be less than 0";
        } else if (constraint instanceof NegativeOrZero) {
            return "be at most 0";
        } else if (constraint instanceof Min least) {
            return "be at least " + least.value();
        } else if (constraint instanceof Max most) {
            return "be at most " + most.value();
        } else if (constraint instanceof DecimalMin least) {
            return (least.inclusive() ? "be at least " : "be greater than ") + least.value();
        } else if (constraint instanceof DecimalMax most) {
            return (most.inclusive() ? "be at most " : "be less than ") + most.value();
        } else if (constraint instanceof Size size) {
            return "have a size of " + range(size);
        } else if (constraint instanceof NotEmpty) {
            return "not be empty";
        } else if (constraint instanceof NotBlank) {
            return "not be blank";
        } else if (constraint instanceof Pattern pattern) {
            return "match the regular expression " + pattern.regexp();
        }
        return "satisfy @" + constraint.annotationType().getSimpleName();
    }

    private static String range(Size size) {
        if (size.max() == Integer.MAX_VALUE) {
            return "at least " + size.min();
        }
        return size.min() == 0 ? "at most " + size.max() : size.min() + " to " + size.max();
    }

    private static String message(Annotation constraint) {
        try {
            return String.valueOf(
                    constraint.annotationType().getMethod("message").invoke(constraint));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException malformed) {
            throw new IllegalStateException(constraint + " is not a constraint", malformed);
        }
    }
}
