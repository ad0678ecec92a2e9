package dev.kbench.libraries;

import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// What the user, and whoever installed Maven, told Maven: `~/.m2/settings.xml`, and
/// `conf/settings.xml` of the Maven that `MAVEN_HOME`, `M2_HOME` or the path names. Passwords are
/// decrypted with `~/.m2/settings-security.xml`.
///
/// @param all both, the user's winning
/// @param home the user's home folder
record UserSettings(Settings all, Path home) {
    static UserSettings read(Map<String, String> environment, Path home) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        present(home.resolve(".m2/settings.xml")).ifPresent(request::setUserSettingsFile);
        installation(environment)
                .flatMap(folder -> present(folder.resolve("conf/settings.xml")))
                .ifPresent(request::setGlobalSettingsFile);
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        environment.forEach((name, value) -> properties.setProperty("env." + name, value));
        request.setSystemProperties(properties);
        try {
            Settings settings =
                    new DefaultSettingsBuilderFactory()
                            .newInstance()
                            .build(request)
                            .getEffectiveSettings();
            return new UserSettings(decrypted(settings, home), home);
        } catch (SettingsBuildingException e) {
            throw new RefusedException("Maven's settings cannot be read: " + e.getMessage(), e);
        }
    }

    private static Settings decrypted(Settings settings, Path home) {
        DefaultSecDispatcher dispatcher = new DefaultSecDispatcher(new DefaultPlexusCipher());
        dispatcher.setConfigurationFile(home.resolve(".m2/settings-security.xml").toString());
        SettingsDecryptionResult result =
                new DefaultSettingsDecrypter(dispatcher)
                        .decrypt(new DefaultSettingsDecryptionRequest(settings));
        settings.setServers(result.getServers());
        settings.setProxies(result.getProxies());
        return settings;
    }

    private static Optional<File> present(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file.toFile()) : Optional.empty();
    }

    /// Where Maven is installed.
    private static Optional<Path> installation(Map<String, String> environment) {
        Optional<Path> named =
                Stream.of("MAVEN_HOME", "M2_HOME")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .map(Path::of)
                        .findFirst();
        if (named.isPresent()) {
            return named;
        }
        String path = environment.getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path mvn = Path.of(folder, "mvn");
            if (!folder.isEmpty() && Files.isExecutable(mvn)) {
                try {
                    return Optional.ofNullable(mvn.toRealPath().getParent()).map(Path::getParent);
                } catch (IOException gone) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    Path localRepository() {
        String named = all.getLocalRepository();
        return named == null || named.isBlank() ? home.resolve(".m2/repository") : Path.of(named);
    }

    /// The profiles that are on: those that the settings name, and those that are on by themselves.
    List<Profile> activeProfiles() {
        List<Profile> active = new ArrayList<>();
        for (Profile profile : all.getProfiles()) {
            boolean byItself =
                    profile.getActivation() != null && profile.getActivation().isActiveByDefault();
            if (byItself || all.getActiveProfiles().contains(profile.getId())) {
                active.add(profile);
            }
        }
        return active;
    }
}
