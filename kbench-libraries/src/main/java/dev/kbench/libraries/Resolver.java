package dev.kbench.libraries;

import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Resolves libraries as Maven does for a project of this user's that depends on them: local
/// repository, mirrors, proxies, servers and the repositories of active profiles are those of the
/// settings.
final class Resolver {
    private static final String RUNTIME = "runtime";

    private final UserSettings settings;
    private final BiConsumer<String, String> fetching;

    /// @param fetching is told each file that is downloaded, and where from
    Resolver(UserSettings settings, BiConsumer<String, String> fetching) {
        this.settings = settings;
        this.fetching = fetching;
    }

    /// The jars of libraries and of what they need, in the order of a class path.
    ///
    /// @throws RefusedException if one of them cannot be had
    List<Path> resolve(List<String> libraries) {
        RepositorySystem system = new RepositorySystemSupplier().get();
        try (CloseableSession session = session(system)) {
            List<Dependency> asked = new ArrayList<>();
            for (String library : libraries) {
                asked.add(new Dependency(new DefaultArtifact(library), RUNTIME));
            }
            CollectRequest collect = new CollectRequest();
            collect.setDependencies(asked);
            collect.setRepositories(
                    system.newResolutionRepositories(session, repositories()).stream()
                            .map(Resolver::checked)
                            .toList());
            return system
                    .resolveDependencies(session, new DependencyRequest(collect, null))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .filter(artifact -> artifact.getExtension().equals("jar"))
                    .map(Artifact::getPath)
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        } finally {
            system.shutdown();
        }
    }

    private CloseableSession session(RepositorySystem system) {
        Settings all = settings.all();
        return new SessionBuilderSupplier(system)
                .get()
                .withLocalRepositoryBaseDirectories(settings.localRepository())
                .setSystemProperties(System.getProperties())
                .setOffline(all.isOffline())
                .setMirrorSelector(mirrors(all))
                .setProxySelector(proxies(all))
                .setAuthenticationSelector(servers(all))
                .setTransferListener(
                        new AbstractTransferListener() {
                            @Override
                            public void transferSucceeded(TransferEvent event) {
                                String name = event.getResource().getResourceName();
                                if (name.endsWith(".jar")) {
                                    fetching.accept(
                                            name.substring(name.lastIndexOf('/') + 1),
                                            event.getResource().getRepositoryUrl());
                                }
                            }
                        })
                .build();
    }

    private static DefaultMirrorSelector mirrors(Settings all) {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        for (Mirror mirror : all.getMirrors()) {
            selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return selector;
    }

    private static DefaultProxySelector proxies(Settings all) {
        DefaultProxySelector selector = new DefaultProxySelector();
        for (Proxy proxy : all.getProxies()) {
            if (proxy.isActive()) {
                selector.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                account(proxy.getUsername(), proxy.getPassword())),
                        proxy.getNonProxyHosts());
            }
        }
        return selector;
    }

    private static DefaultAuthenticationSelector servers(Settings all) {
        DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
        for (Server server : all.getServers()) {
            selector.add(server.getId(), account(server.getUsername(), server.getPassword()));
        }
        return selector;
    }

    private static Authentication account(String user, String password) {
        return new AuthenticationBuilder().addUsername(user).addPassword(password).build();
    }

    /// Those of the active profiles, and those of every project, which Maven's super POM names.
    private List<RemoteRepository> repositories() {
        Map<String, RemoteRepository> all = new LinkedHashMap<>();
        for (Profile profile : settings.activeProfiles()) {
            profile.getRepositories()
                    .forEach(one -> all.put(one.getId(), repository(one.getId(), one.getUrl())));
        }
        everyProjects()
                .forEach(
                        one -> all.putIfAbsent(one.getId(), repository(one.getId(), one.getUrl())));
        return List.copyOf(all.values());
    }

    private static List<Repository> everyProjects() {
        return new DefaultSuperPomProvider()
                .setModelProcessor(
                        new DefaultModelProcessor()
                                .setModelLocator(new DefaultModelLocator())
                                .setModelReader(new DefaultModelReader()))
                .getSuperModel("4.0.0")
                .getRepositories();
    }

    private static RemoteRepository repository(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url).build();
    }

    /// What came over a network must have its checksum. A folder often has none, and is only warned
    /// of.
    private static RemoteRepository checked(RemoteRepository repository) {
        boolean folder = repository.getProtocol().equals("file");
        return new RemoteRepository.Builder(repository)
                .setPolicy(
                        new RepositoryPolicy(
                                true,
                                RepositoryPolicy.UPDATE_POLICY_DAILY,
                                folder
                                        ? RepositoryPolicy.CHECKSUM_POLICY_WARN
                                        : RepositoryPolicy.CHECKSUM_POLICY_FAIL))
                .build();
    }
}
