package dev.kbench.models.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for `localhost` and `models.example` that nobody knows, made by the JDK's own
/// tool.
public record TestAuthority(Path store, Path pem) {
    private static final String PASSWORD = "changeit";

    public static TestAuthority create(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("store.p12");
        Path pem = folder.resolve("authority.pem");
        keytool(
                folder,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,dns:models.example");
        keytool(
                folder,
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "test",
                "-file",
                pem.toString());
        return new TestAuthority(store, pem);
    }

    private static void keytool(Path folder, String... arguments)
            throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] command = new String[arguments.length + 3];
        command[0] = tool.toString();
        command[1] = "-J-Duser.language=en";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        command[command.length - 1] = "-v";
        Path log = folder.resolve("keytool.log");
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    public ServerSocketFactory serverSockets() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
