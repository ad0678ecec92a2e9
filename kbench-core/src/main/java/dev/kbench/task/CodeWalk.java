package dev.kbench.task;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Walks code from one method on, through the user's own classes: those of the class's own folder
/// or jar, and those in other folders; libraries in jars, the JDK and kbench are left alone. A
/// method that is called is taken by itself. A class that is made, or named as a class, is taken
/// whole, because libraries call what they were not seen to call; the task's own class never is, so
/// that its other tasks do not count. A field that is used brings what initializes it along.
///
/// What is met is met in the order of the instructions, which is the order of the text.
///
/// One thread, one walk.
final class CodeWalk {
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d+[^$]*(\\$|$)");

    private final ClassLoader loader;
    private final String root;
    private final @Nullable String home;
    private final Map<String, Optional<ClassModel>> models = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    CodeWalk(Class<?> root) {
        ClassLoader own = root.getClassLoader();
        this.loader = own == null ? ClassLoader.getSystemClassLoader() : own;
        this.root = root.getName().replace('.', '/');
        this.home = place(this.root);
    }

    /// Walks from a method, or with an empty name through the whole class.
    ///
    /// @return the code as text; empty where the class file cannot be read
    String walk(String method, String descriptor) {
        Optional<ClassModel> model = own(root);
        if (model.isEmpty()) {
            return "";
        }
        if (method.isEmpty()) {
            whole(model.get());
        } else {
            call(root, method, descriptor);
        }
        while (!pending.isEmpty()) {
            pending.removeFirst().run();
        }
        return text.toString();
    }

    /// Meets a class that is made or named.
    void type(String internalName) {
        if (!internalName.equals(root)) {
            own(internalName).ifPresent(this::whole);
        }
    }

    /// Meets the type of a parameter: taken whole where it is what a schema is made of.
    void shape(ClassDesc type) {
        String name = internal(type);
        if (type.isClassOrInterface() && own(name).filter(CodeWalk::hasShape).isPresent()) {
            type(name);
        }
    }

    /// Meets a field.
    void field(String owner, String name, boolean isStatic) {
        if (name.equals("$assertionsDisabled")) {
            return;
        }
        if (!owner.equals(root)) {
            type(owner);
            return;
        }
        own(root)
                .ifPresent(
                        model -> {
                            for (MethodModel method : model.methods()) {
                                if (method.methodName()
                                        .equalsString(isStatic ? "<clinit>" : "<init>")) {
                                    take(model, method);
                                }
                            }
                        });
    }

    /// Meets a method.
    ///
    /// @return the name under which the text knows it
    String call(String owner, String name, String descriptor) {
        for (ClassModel model : lineage(owner)) {
            for (MethodModel method : model.methods()) {
                if (method.methodName().equalsString(name)
                        && method.methodType().equalsString(descriptor)) {
                    take(model, method);
                    return name(model, method);
                }
            }
        }
        return name;
    }

    /// What a model is told of a method beside its code.
    ///
    /// @return empty where it is not the user's
    Optional<ToldSource> told(String owner, String name, String descriptor) {
        return lineage(owner).stream()
                .map(model -> model.thisClass().asInternalName().replace('/', '.'))
                .flatMap(type -> ToldSource.of(loader, type, name, descriptor).stream())
                .findFirst();
    }

    /// A class's name in the text.
    String named(String internalName) {
        if (internalName.startsWith("[")) {
            return named(ClassDesc.ofDescriptor(internalName));
        }
        if (internalName.equals(root) || internalName.startsWith(root + "$")) {
            return ofRoot(internalName);
        }
        return NUMBERED.matcher(internalName).find() && own(internalName).isPresent()
                ? alias(internalName)
                : internalName;
    }

    /// The task's own class and those in it go by no name, so that a file may get another.
    private String ofRoot(String internalName) {
        return NUMBERED.matcher(internalName).find()
                ? alias(internalName)
                : "#" + internalName.substring(root.length());
    }

    /// A field's name in the text: the compiler's table for a switch over an enum of the task's own
    /// class has that one's name in its own.
    String member(String field) {
        return field.replace("$SwitchMap$" + root.replace('/', '$') + "$", "$SwitchMap$#$");
    }

    /// A type's descriptor in the text.
    String named(ClassDesc type) {
        if (type.isArray()) {
            return "[" + named(type.componentType());
        }
        return type.isPrimitive() ? type.descriptorString() : "L" + named(internal(type)) + ";";
    }

    static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1)
                : descriptor;
    }

    private String name(ClassModel owner, MethodModel method) {
        String name = method.methodName().stringValue();
        return method.flags().has(AccessFlag.SYNTHETIC)
                ? alias(owner.thisClass().asInternalName() + "." + name + method.methodType())
                : name;
    }

    /// Names that the compiler counts out are counted anew, in the order of the walk.
    private String alias(String name) {
        return aliases.computeIfAbsent(name, _ -> "#" + aliases.size());
    }

    /// The class, its superclasses and interfaces, as far as they are the user's.
    private List<ClassModel> lineage(String name) {
        List<ClassModel> found = new ArrayList<>();
        Optional<ClassModel> model = own(name);
        if (model.isPresent()) {
            found.add(model.get());
            model.get()
                    .superclass()
                    .ifPresent(parent -> found.addAll(lineage(parent.asInternalName())));
            for (ClassEntry parent : model.get().interfaces()) {
                found.addAll(lineage(parent.asInternalName()));
            }
        }
        return found;
    }

    private void take(ClassModel owner, MethodModel method) {
        String id =
                "%s.%s%s"
                        .formatted(
                                owner.thisClass().asInternalName(),
                                method.methodName(),
                                method.methodType());
        if (met.add(id)) {
            pending.addLast(
                    () -> {
                        text.append("method ")
                                .append(named(owner.thisClass().asInternalName()))
                                .append('.')
                                .append(name(owner, method))
                                .append(method.flags().has(AccessFlag.STATIC) ? " static " : " ");
                        CodeText lines = new CodeText(this, text);
                        lines.signature(method.methodTypeSymbol());
                        lines.told(method);
                        method.code().ifPresent(lines::code);
                    });
        }
    }

    private void whole(ClassModel model) {
        if (!met.add(model.thisClass().asInternalName())) {
            return;
        }
        pending.addLast(
                () -> {
                    new CodeText(this, text).declaration(model);
                    model.superclass().ifPresent(parent -> type(parent.asInternalName()));
                    model.interfaces().forEach(parent -> type(parent.asInternalName()));
                    for (MethodModel method : model.methods()) {
                        if (!method.flags().has(AccessFlag.SYNTHETIC)) {
                            take(model, method);
                        }
                    }
                });
    }

    private Optional<ClassModel> own(String internalName) {
        return models.computeIfAbsent(
                internalName, name -> isOwn(name) ? read(name) : Optional.empty());
    }

    private boolean isOwn(String internalName) {
        String place = place(internalName);
        return place != null
                && (place.equals(home)
                        || (place.startsWith("file:") && !internalName.startsWith("dev/kbench/")));
    }

    /// Where a class file lies: the folder or jar of its first package. A loader may write the
    /// names themselves in other characters.
    private @Nullable String place(String internalName) {
        URL url = loader.getResource(internalName + ".class");
        if (url == null) {
            return null;
        }
        String whole = url.toString();
        int end = whole.length();
        for (int i = internalName.length();
                i >= 0 && end >= 0;
                i = internalName.lastIndexOf('/', i - 1)) {
            end = whole.lastIndexOf('/', end - 1);
        }
        return end < 0 ? null : whole.substring(0, end);
    }

    private Optional<ClassModel> read(String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG)
                                    .parse(in.readAllBytes()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean hasShape(ClassModel model) {
        return model.findAttribute(Attributes.record()).isPresent()
                || model.findAttribute(Attributes.permittedSubclasses()).isPresent()
                || model.flags().has(AccessFlag.ENUM);
    }
}
