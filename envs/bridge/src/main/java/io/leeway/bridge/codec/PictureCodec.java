package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Picture;
import java.util.List;

/** Pictures to tensors and back: uint8, height × width × 3. */
public final class PictureCodec {
    private PictureCodec() {}

    /** Writes a picture. */
    public static Tensor encode(Picture picture) {
        return Tensor.newBuilder()
                .setType(ElementFormat.UINT8.wire())
                .addAllShape(List.of(picture.height(), picture.width(), 3))
                .setData(ByteString.copyFrom(picture.pixels()))
                .build();
    }

    /**
     * Reads a picture.
     *
     * @throws CodecException if it is none
     */
    public static Picture decode(Tensor image) {
        if (image.getShapeCount() != 3 || image.getShape(0) < 1 || image.getShape(1) < 1) {
            throw new CodecException("The picture must be of shape (height, width, 3)");
        }
        Shapes.checkBatch(image, ElementFormat.UINT8, image.getShape(0), List.of(image.getShape(1), 3), "The picture");
        return new Picture(image.getShape(1), image.getShape(0), image.getData().toByteArray());
    }
}
