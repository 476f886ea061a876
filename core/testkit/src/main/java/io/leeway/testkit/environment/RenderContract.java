package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.check.Tick;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises of pictures, where there are any. A part of {@link EnvironmentsContract}. */
public abstract class RenderContract extends SnapshotContract {
    private static final int COUNT = 3;

    @Test
    void aPictureIsOfTheEnvironmentThatWasAskedFor() {
        assumeTrue(environments().canRender(), "there are no pictures");
        try (VectorEnvironment among = drawn(COUNT)) {
            among.reset(new Long[] {1L, 2L, 3L}, null, Map.of());
            for (int i = 0; i < COUNT; i++) {
                try (VectorEnvironment alone = drawn(1)) {
                    alone.reset(new Long[] {1L + i}, null, Map.of());
                    assertSame(among.render(i), alone.render(0), "environment " + i);
                }
            }
        }
    }

    @Test
    void picturesFollowTheStateAndChangeNothing() {
        assumeTrue(environments().canRender(), "there are no pictures");
        try (VectorEnvironment watched = drawn(1);
                VectorEnvironment unwatched = begin(1, AutoresetMode.NEXT_STEP)) {
            watched.reset(new Long[] {100L}, null, Map.of());
            Picture first = watched.render(0);
            assertSame(watched.render(0), first, "the same state");
            boolean changed = false;
            for (Value each : actions(1, Math.min(200, patience()))) {
                assertThat(Tick.of(watched.step(each)))
                        .as("a step between pictures")
                        .isEqualTo(Tick.of(unwatched.step(each)));
                Picture picture = watched.render(0);
                assertThat(picture.width()).as("the width").isEqualTo(first.width());
                assertThat(picture.height()).as("the height").isEqualTo(first.height());
                changed |= !Arrays.equals(picture.pixels(), first.pixels());
            }
            assertThat(changed).as("some picture differs from the first").isTrue();
        }
    }

    @Test
    void aPictureBelongsToTheCaller() {
        assumeTrue(environments().canRender(), "there are no pictures");
        try (VectorEnvironment environment = drawn(1)) {
            environment.reset(new Long[] {1L}, null, Map.of());
            Picture kept = environment.render(0);
            Picture copy =
                    new Picture(kept.width(), kept.height(), kept.pixels().clone());
            Arrays.fill(environment.render(0).pixels(), (byte) 7);
            assertSame(kept, copy, "an earlier one");
            assertSame(environment.render(0), copy, "after another one was painted over");
        }
    }

    @Test
    void environmentsThatWereMadeWithoutPicturesRefuseToDraw() {
        try (VectorEnvironment environment = begin(1, AutoresetMode.NEXT_STEP)) {
            assertThatThrownBy(() -> environment.render(0))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("pictures");
        }
    }

    @Test
    void anEnvironmentThatIsNotThereCannotBeDrawn() {
        assumeTrue(environments().canRender(), "there are no pictures");
        try (VectorEnvironment environment = drawn(2)) {
            environment.reset(null, null, Map.of());
            for (int index : new int[] {-1, 2}) {
                assertThatThrownBy(() -> environment.render(index))
                        .as("environment %d of 2", index)
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    private VectorEnvironment drawn(int count) {
        return environments()
                .make(VectorOptions.of(count, AutoresetMode.NEXT_STEP).withPictures());
    }

    private static void assertSame(Picture actual, Picture expected, String name) {
        assertThat(actual.width()).as(name + "'s width").isEqualTo(expected.width());
        assertThat(actual.height()).as(name + "'s height").isEqualTo(expected.height());
        assertThat(Arrays.equals(actual.pixels(), expected.pixels()))
                .as(name + "'s pixels are the same")
                .isTrue();
    }
}
