package io.leeway.experiment.tracking;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows the moment which it was last set to. */
final class MomentClock extends Clock {
    private final ZoneId zone;
    private volatile Instant moment;

    MomentClock(Instant moment) {
        this(moment, ZoneOffset.UTC);
    }

    private MomentClock(Instant moment, ZoneId zone) {
        this.moment = moment;
        this.zone = zone;
    }

    void set(Instant later) {
        moment = later;
    }

    @Override
    public Instant instant() {
        return moment;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MomentClock(moment, other);
    }
}
