package io.leeway.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.report.Palette.Look;
import io.leeway.report.Point;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class MapPictureTest {
    private static final Look LOOK = new Look("#0072B2", List.of(), "circle");
    /** A room of 8 × 4 within walls of thickness 1. */
    private static final List<Rectangle> WALLS = List.of(
            new Rectangle(-1, -1, 9, 0),
            new Rectangle(-1, 4, 9, 5),
            new Rectangle(-1, 0, 0, 4),
            new Rectangle(8, 0, 9, 4));

    @Test
    void theRoomIsShownWithALittleOfItsWalls() {
        MapExtent extent = MapExtent.of(map(WALLS, null));

        assertThat(extent.minimumX()).isCloseTo(-0.48, within(1e-12));
        assertThat(extent.maximumX()).isCloseTo(8.48, within(1e-12));
        assertThat(extent.minimumY()).isCloseTo(-0.48, within(1e-12));
        assertThat(extent.maximumY()).isCloseTo(4.48, within(1e-12));
    }

    @Test
    void unitsAreEqualOnBothAxesAndYPointsUp() {
        Group group = new Group("guided", List.of(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1))));
        String panel = new MapPicture(map(WALLS, new Circle(4, 2, 0.5), group)).panel(group, LOOK, "p");

        assertThat(panel)
                .contains("viewBox=\"0 0 400 221.4\"")
                .contains("<path d=\"M21.4 200L66.1 200L66.1 155.4\"/>")
                .contains("<circle cx=\"21.4\" cy=\"200\" r=\"3\"/>")
                .contains("<circle class=\"goal\" cx=\"200\" cy=\"110.7\" r=\"22.3\"/>");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Group group = new Group(
                "guided",
                List.of(
                        List.of(new Point(1, 1), new Point(50, 1)),
                        List.of(new Point(1, 1), new Point(Double.NaN, 1), new Point(2, 1), new Point(3, 1)),
                        List.of(new Point(1, 1), new Point(2, 2))));
        MapPicture picture = new MapPicture(map(WALLS, null, group));

        assertThat(picture.remark(group)).isEqualTo(", 1 leaving the picture, 1 with values that are not finite");
        assertThat(picture.panel(group, LOOK, "p")).contains("<path d=\"M66.1 155.4M110.7 155.4L155.4 155.4\"/>");
    }

    @Test
    void withoutWallsAllPathsAndTheGoalAreShown() {
        Group group = new Group("guided", List.of(List.of(new Point(-3, 2), new Point(5, 2))));
        MapExtent extent = MapExtent.of(map(List.of(), new Circle(0, 0, 1), group));

        assertThat(extent.contains(new Point(-3, 2))).isTrue();
        assertThat(extent.contains(new Point(5, 2))).isTrue();
        assertThat(extent.contains(new Point(0, -1))).isTrue();
        assertThat(extent.contains(new Point(0, 3))).isFalse();
    }

    @Test
    void anEmptyMapStillHasAnExtent() {
        MapExtent extent = MapExtent.of(map(List.of(), null, new Group("guided", List.of())));

        assertThat(extent.width()).isPositive();
        assertThat(extent.height()).isPositive();
    }

    @Test
    void theStandalonePictureIsXmlWhateverItsTexts() throws Exception {
        Group group = new Group("</text><script>\u0000&", List.of(List.of(new Point(1, 1))));
        TrajectoryMap map = new TrajectoryMap("<\"'>", "", new PlanarMap(0, 1, WALLS, null), List.of(group));

        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(new MapPicture(map).standalone(List.of(LOOK)))));

        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("<\"'>");
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("</text><script>�&");
    }

    @Test
    void groupsTakeTrajectoriesSpreadOverAll() {
        TrajectoryLayout layout = TrajectoryLayout.of(3, 1);
        Trajectories trajectories = Trajectories.zeros(layout, 2, 10);
        for (int row = 0; row < 20; row++) {
            trajectories.values()[row * layout.width() + 2] = row;
        }

        Group group = Group.of("guided", new PlanarMap(2, 0, List.of(), null), trajectories, 4);

        assertThat(group.paths()).hasSize(4);
        assertThat(group.paths().stream().map(path -> path.get(0).x())).containsExactly(0.0, 4.0, 10.0, 14.0);
        assertThat(group.paths().get(3)).containsExactly(new Point(14, 0), new Point(15, 0));
    }

    private static TrajectoryMap map(List<Rectangle> walls, @Nullable Circle goal, Group... groups) {
        return new TrajectoryMap("Trajectories", "", new PlanarMap(0, 1, walls, goal), List.of(groups));
    }
}
