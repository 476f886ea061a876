package io.leeway.cli.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The arguments of a command that takes keys beside its options, with each key and its value in one argument, a space
 * between them. Otherwise picocli, which does not know the keys, would take the first value for the command's own
 * argument.
 */
public final class KeyArguments implements IParameterPreprocessor {
    /** The keys that need no value, of any component that a command creates: alone, they are true. */
    public static final Set<String> FLAGS = Set.of("tls", "insecure", "reflection");

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's interface
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
        List<String> words = new ArrayList<>(arguments);
        Collections.reverse(words);
        List<String> joined = joined(words, command);
        Collections.reverse(joined);
        arguments.clear();
        arguments.addAll(joined);
        return false;
    }

    private static List<String> joined(List<String> words, CommandSpec command) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            OptionSpec option = command.findOption(word);
            boolean more = i + 1 < words.size();
            if (option != null && option.arity().max() > 0 && more) {
                joined.add(word);
                joined.add(words.get(++i));
            } else if (option == null
                    && isKey(word)
                    && more
                    && !words.get(i + 1).startsWith("--")) {
                joined.add(word + " " + words.get(++i));
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    private static boolean isKey(String word) {
        return word.startsWith("--")
                && word.length() > 2
                && word.indexOf('=') < 0
                && !FLAGS.contains(word.substring(2));
    }
}
