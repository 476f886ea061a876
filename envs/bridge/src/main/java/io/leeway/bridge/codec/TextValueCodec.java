package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.TextBatch;
import io.leeway.spi.environment.Value;
import java.util.List;

/** Elements of a Text. */
final class TextValueCodec extends ValueCodec {
    private final int longest;

    TextValueCodec(String name, int longest) {
        super(name);
        this.longest = longest;
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Texts texts)) {
            throw wrong("Texts", value.getClass().getSimpleName());
        }
        check(texts.values(), count);
        return io.leeway.proto.env.v1.Value.newBuilder()
                .setTexts(TextBatch.newBuilder().addAllValues(texts.values()))
                .build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasTexts()) {
            throw wrong("texts", value.getKindCase());
        }
        List<String> texts = List.copyOf(value.getTexts().getValuesList());
        check(texts, count);
        return new Value.Texts(texts);
    }

    @Override
    public long tensorBytes(int count) {
        return 0;
    }

    private void check(List<String> texts, int count) {
        if (texts.size() != count) {
            throw wrong("one text for each of " + count + " environments", texts.size());
        }
        for (String each : texts) {
            if (each.codePointCount(0, each.length()) > longest) {
                throw new CodecException(
                        name() + " holds a text of " + each.length() + " characters, but " + longest + " is the most");
            }
        }
    }
}
