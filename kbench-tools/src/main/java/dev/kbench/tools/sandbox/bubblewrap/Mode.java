package dev.kbench.tools.sandbox.bubblewrap;

/// How a box gets its namespaces, and whom its program runs as.
///
/// @param namespace whether it is made in a user namespace, as whoever the JVM is
/// @param firstUser outside of a user namespace: the first of the user ids that boxes get, each its
///   own; 0 in one
/// @param users how many ids there are
record Mode(boolean namespace, long firstUser, long users) {
    private static final long FAR = 1_879_048_192L; // above what users and containers are given
    private static final long NEAR = 61_184; // of systemd's range for users that come and go
    private static final long PER_JVM = 1000;

    /// In a user namespace. The kernel's bound on processes counts within the namespace.
    static final Mode USER = new Mode(true, 0, 0);

    /// For root, who is not bound by the kernel's limit of processes: the box is made without a
    /// user namespace, and its program runs as a user that nobody else is, so that its processes
    /// are counted alone.
    ///
    /// @param uidMap `/proc/self/uid_map`, which says what ids there are
    /// @return the mode; {@link #USER} where there are too few ids
    static Mode ofRoot(String uidMap) {
        for (String line : uidMap.lines().toList()) {
            String[] part = line.strip().split("\\s+", -1);
            if (part.length == 3) {
                long first = Long.parseLong(part[0]);
                long end = first + Long.parseLong(part[2]);
                if (first <= FAR && end >= FAR + 100_000_000) {
                    return new Mode(false, FAR, 100_000_000);
                }
                if (first <= NEAR && end >= NEAR + 4000) {
                    return new Mode(false, NEAR, 4000);
                }
            }
        }
        return USER;
    }

    /// The user of a box.
    ///
    /// @param pid the JVM's process id
    /// @param box which of the JVM's boxes it is
    long user(long pid, long box) {
        return firstUser + Math.floorMod(pid * PER_JVM + box, users);
    }
}
