package io.leeway.wiring.config;

import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Requirement;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.jspecify.annotations.Nullable;

/** The check of values against the {@code jakarta.validation} annotations of their keys. */
final class Constraints {
    private @Nullable Validator validator;

    /** Adds a problem for every annotation that a value breaks, located at the item that breaks it. */
    void check(Key key, Object value, YamlNode node, String path, Problems problems) {
        if (key.constraints().isEmpty() && !hasItems(value)) {
            return;
        }
        Class<?> record = key.component().getDeclaringRecord();
        List<? extends ConstraintViolation<?>> violations =
                violations(record, key.component().getName(), value);
        for (ConstraintViolation<?> violation : violations) {
            report(violation, node, path, problems);
        }
    }

    private <T> List<ConstraintViolation<T>> violations(Class<T> record, String property, Object value) {
        Set<ConstraintViolation<T>> found = validator().validateValue(record, property, value);
        return found.stream()
                .sorted(Comparator.comparing(violation -> violation.getPropertyPath() + " " + violation.getMessage()))
                .toList();
    }

    private static boolean hasItems(Object value) {
        return value instanceof Iterable<?> || value instanceof java.util.Map<?, ?>;
    }

    private static void report(ConstraintViolation<?> violation, YamlNode node, String path, Problems problems) {
        YamlNode at = node;
        String where = path;
        for (Path.Node step : violation.getPropertyPath()) {
            if (step.getIndex() != null && at instanceof YamlNode.Sequence list) {
                at = list.items().get(step.getIndex());
                where += "[" + step.getIndex() + "]";
            } else if (step.getKey() != null && at instanceof YamlNode.Mapping mapping) {
                YamlNode.Entry entry = mapping.entries().get(step.getKey().toString());
                at = entry == null ? at : entry.value();
                where += "." + step.getKey();
            }
        }
        String value = at instanceof YamlNode.Scalar ? ", but is " + ScalarReader.shown(at) : "";
        problems.add(at.location(), where, violation.getMessage() + value);
    }

    /** Made when it is first needed, since it takes a few tenths of a second. */
    private Validator validator() {
        if (validator == null) {
            try (ValidatorFactory factory = Validation.byProvider(HibernateValidator.class)
                    .configure()
                    .ignoreXmlConfiguration()
                    .messageInterpolator(new Wording())
                    .buildValidatorFactory()) {
                validator = factory.getValidator();
            }
        }
        return validator;
    }

    /** Independent of the machine's language, and without the expression language. */
    private static final class Wording implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return Requirement.of(context.getConstraintDescriptor().getAnnotation());
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }
}
