package io.leeway.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs a contract by hand, to see that it notices what is broken. */
public final class ContractRun {
    private ContractRun() {}

    /** Runs every test of a contract and returns the names of those that fail. */
    public static Set<String> failures(Object contract) {
        Set<String> failures = new TreeSet<>();
        for (Class<?> type = contract.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class) && fails(contract, method)) {
                    failures.add(method.getName());
                }
            }
        }
        return failures;
    }

    private static boolean fails(Object contract, Method method) {
        method.setAccessible(true);
        try {
            method.invoke(contract);
            return false;
        } catch (InvocationTargetException e) {
            return !(e.getCause() instanceof TestAbortedException);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
