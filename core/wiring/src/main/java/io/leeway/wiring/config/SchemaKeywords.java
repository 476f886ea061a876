package io.leeway.wiring.config;

import io.leeway.wiring.keys.Shape;
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
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Schema's keywords for {@code jakarta.validation} annotations. */
final class SchemaKeywords {
    private SchemaKeywords() {}

    /** Returns the keywords of a constraint on a value of that shape; none where JSON Schema has no such thing. */
    static Map<String, Object> of(Annotation constraint, Shape shape) {
        if (constraint instanceof Positive) {
            return Map.of("exclusiveMinimum", 0);
        } else if (constraint instanceof PositiveOrZero) {
            return Map.of("minimum", 0);
        } else if (constraint instanceof Negative) {
            return Map.of("exclusiveMaximum", 0);
        } else if (constraint instanceof NegativeOrZero) {
            return Map.of("maximum", 0);
        } else if (constraint instanceof Min least) {
            return Map.of("minimum", least.value());
        } else if (constraint instanceof Max most) {
            return Map.of("maximum", most.value());
        } else if (constraint instanceof DecimalMin least) {
            return Map.of(least.inclusive() ? "minimum" : "exclusiveMinimum", new BigDecimal(least.value()));
        } else if (constraint instanceof DecimalMax most) {
            return Map.of(most.inclusive() ? "maximum" : "exclusiveMaximum", new BigDecimal(most.value()));
        } else if (constraint instanceof Size size) {
            return size(size.min(), size.max(), shape);
        } else if (constraint instanceof NotEmpty) {
            return size(1, Integer.MAX_VALUE, shape);
        } else if (constraint instanceof NotBlank) {
            return Map.of("pattern", "\\S");
        } else if (constraint instanceof Pattern pattern) {
            return Map.of("pattern", "^(?:" + pattern.regexp() + ")$");
        }
        return Map.of();
    }

    private static Map<String, Object> size(int least, int most, Shape shape) {
        String unit = shape instanceof Shape.Items ? "Items" : shape instanceof Shape.Entries ? "Properties" : "Length";
        Map<String, Object> keywords = new LinkedHashMap<>();
        if (least > 0) {
            keywords.put("min" + unit, least);
        }
        if (most < Integer.MAX_VALUE) {
            keywords.put("max" + unit, most);
        }
        return keywords;
    }
}
