package dev.kbench.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// The most heap that was in use at one moment, garbage included: what was there as each collection
/// began, and at the end. The pools' own peaks are of different moments, and their sum is more than
/// ever was.
///
/// Thread-safe.
final class HeapPeak {
    private final Set<String> pools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getName)
                    .collect(Collectors.toSet());
    private final AtomicLong most = new AtomicLong();

    /// Listens from now on, until the process ends.
    HeapPeak() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((told, _) -> collected(told), null, null);
            }
        }
    }

    private void collected(Notification told) {
        if (told.getUserData() instanceof CompositeData data) {
            GcInfo collection = GarbageCollectionNotificationInfo.from(data).getGcInfo();
            take(
                    collection.getMemoryUsageBeforeGc().entrySet().stream()
                            .filter(pool -> pools.contains(pool.getKey()))
                            .map(pool -> pool.getValue())
                            .mapToLong(MemoryUsage::getUsed)
                            .sum());
        }
    }

    private void take(long used) {
        most.accumulateAndGet(used, Math::max);
    }

    /// Forgets what was.
    void reset() {
        most.set(0);
    }

    /// The most since the last {@link #reset}, in bytes.
    long bytes() {
        take(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return most.get();
    }
}
