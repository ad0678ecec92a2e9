package dev.kbench.tools.sandbox.bubblewrap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A filter of system calls, as the program of a classic BPF machine that the kernel runs before
/// each call (seccomp(2); `struct sock_filter`: code, two jumps, a constant). What programs need is
/// allowed; refused with `EPERM` is what makes namespaces, mounts, loads code into the kernel,
/// looks into other processes, opens sockets of a network, or keeps memory that belongs to no
/// process. `clone3` is refused with `ENOSYS`: its flags lie in memory that a filter cannot read,
/// and C libraries then take `clone`.
final class SystemCallFilter {
    private static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private static final int JUMP_SET = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private static final int JUMP_ABOVE = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private static final int RETURN = 0x06; // BPF_RET | BPF_K

    private static final int NUMBER = 0; // offsets in struct seccomp_data
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int ERROR = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /// All CLONE_NEW… flags that `clone` takes (sched.h).
    private static final int NAMESPACES = 0x7e020000;

    private static final int AF_UNIX = 1;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
    private static final int X32 = 0x40000000;

    /// A processor: its number in the kernel's audit interface, and calls by their numbers.
    private enum Processor {
        X86_64(0xc000003e, 56, 435, 16, 41),
        AARCH64(0xc00000b7, 220, 435, 29, 198);

        private final int audit;
        private final int clone;
        private final int clone3;
        private final int ioctl;
        private final int socket;

        Processor(int audit, int clone, int clone3, int ioctl, int socket) {
            this.audit = audit;
            this.clone = clone;
            this.clone3 = clone3;
            this.ioctl = ioctl;
            this.socket = socket;
        }
    }

    /// Refused calls: name, number on x86-64, number on AArch64; -1 where it has none.
    private static final Object[][] REFUSED = {
        {"shmget", 29, 194},
        {"shmat", 30, 196},
        {"shmctl", 31, 195},
        {"semget", 64, 190},
        {"msgget", 68, 186},
        {"ptrace", 101, 117},
        {"pivot_root", 155, 41},
        {"chroot", 161, 51},
        {"acct", 163, 89},
        {"settimeofday", 164, 170},
        {"mount", 165, 40},
        {"umount2", 166, 39},
        {"swapon", 167, 224},
        {"swapoff", 168, 225},
        {"reboot", 169, 142},
        {"sethostname", 170, 161},
        {"setdomainname", 171, 162},
        {"iopl", 172, -1},
        {"ioperm", 173, -1},
        {"init_module", 175, 105},
        {"delete_module", 176, 106},
        {"quotactl", 179, 60},
        {"kexec_load", 246, 104},
        {"add_key", 248, 217},
        {"request_key", 249, 218},
        {"keyctl", 250, 219},
        {"migrate_pages", 256, 238},
        {"unshare", 272, 97},
        {"move_pages", 279, 239},
        {"perf_event_open", 298, 241},
        {"name_to_handle_at", 303, 264},
        {"open_by_handle_at", 304, 265},
        {"setns", 308, 268},
        {"process_vm_readv", 310, 270},
        {"process_vm_writev", 311, 271},
        {"kcmp", 312, 272},
        {"finit_module", 313, 273},
        {"memfd_create", 319, 279},
        {"kexec_file_load", 320, 294},
        {"bpf", 321, 280},
        {"userfaultfd", 323, 282},
        {"io_uring_setup", 425, 425},
        {"io_uring_enter", 426, 426},
        {"io_uring_register", 427, 427},
        {"open_tree", 428, 428},
        {"move_mount", 429, 429},
        {"fsopen", 430, 430},
        {"fsconfig", 431, 431},
        {"fsmount", 432, 432},
        {"fspick", 433, 433},
        {"pidfd_getfd", 438, 438},
        {"mount_setattr", 442, 442},
        {"memfd_secret", 447, 447},
    };

    private SystemCallFilter() {}

    /// The filter for a processor.
    ///
    /// @param arch the processor's name, as `os.arch` has it
    /// @return the program's bytes, empty for a processor whose calls are not known here
    static Optional<byte[]> forProcessor(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of(program(Processor.X86_64, 1));
            case "aarch64", "arm64" -> Optional.of(program(Processor.AARCH64, 2));
            default -> Optional.empty();
        };
    }

    private static byte[] program(Processor processor, int column) {
        SortedMap<Integer, String> refused = new TreeMap<>();
        for (Object[] call : REFUSED) {
            if ((int) call[column] >= 0) {
                refused.put((int) call[column], (String) call[0]);
            }
        }
        ByteBuffer code =
                ByteBuffer.allocate(8 * (refused.size() * 2 + 32)).order(ByteOrder.nativeOrder());
        put(code, LOAD, 0, 0, ARCHITECTURE);
        put(code, JUMP_EQUAL, 1, 0, processor.audit);
        put(code, RETURN, 0, 0, KILL);
        put(code, LOAD, 0, 0, NUMBER);
        if (processor == Processor.X86_64) {
            refuseIf(code, JUMP_ABOVE, X32, EPERM);
        }
        refuseIf(code, JUMP_EQUAL, processor.clone3, ENOSYS);
        for (int number : refused.keySet()) {
            refuseIf(code, JUMP_EQUAL, number, EPERM);
        }
        // clone without the flags of new namespaces
        put(code, JUMP_EQUAL, 0, 4, processor.clone);
        put(code, LOAD, 0, 0, FIRST_ARGUMENT);
        refuseIf(code, JUMP_SET, NAMESPACES, EPERM);
        put(code, RETURN, 0, 0, ALLOW);
        // sockets within the box only; its namespace's own loopback device is no way out, but a
        // network
        put(code, JUMP_EQUAL, 0, 4, processor.socket);
        put(code, LOAD, 0, 0, FIRST_ARGUMENT);
        put(code, JUMP_EQUAL, 1, 0, AF_UNIX);
        put(code, RETURN, 0, 0, ERROR | EPERM);
        put(code, RETURN, 0, 0, ALLOW);
        // ioctl without what types into a terminal
        put(code, JUMP_EQUAL, 0, 5, processor.ioctl);
        put(code, LOAD, 0, 0, SECOND_ARGUMENT);
        refuseIf(code, JUMP_EQUAL, TIOCSTI, EPERM);
        refuseIf(code, JUMP_EQUAL, TIOCLINUX, EPERM);
        put(code, RETURN, 0, 0, ALLOW);
        byte[] bytes = new byte[code.position()];
        code.flip().get(bytes);
        return bytes;
    }

    private static void refuseIf(ByteBuffer code, int jump, int constant, int error) {
        put(code, jump, 0, 1, constant);
        put(code, RETURN, 0, 0, ERROR | error);
    }

    private static void put(ByteBuffer code, int operation, int ifTrue, int ifFalse, int constant) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(constant);
    }
}
