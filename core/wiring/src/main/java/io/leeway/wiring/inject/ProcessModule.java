package io.leeway.wiring.inject;

import com.google.inject.AbstractModule;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;

/** The bindings of what every component may ask for: one progress and one device a process. */
public final class ProcessModule extends AbstractModule {
    private final Progress progress;
    private final Device device;

    /** Binds what long work reports to, and where tensors are computed. */
    public ProcessModule(Progress progress, Device device) {
        this.progress = progress;
        this.device = device;
    }

    @Override
    protected void configure() {
        bind(Progress.class).annotatedWith(Promised.class).toInstance(progress);
        bind(Device.class).annotatedWith(Promised.class).toInstance(device);
    }
}
