package dev.kbench.task;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleParameterAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes code as text that does not depend on where things lie in a class file: constants stand by
/// value, jumps by the order of their targets. What is named on the way is told to the walk.
final class CodeText {
    private static final String TOOL = "Ldev/kbench/tool/Tool;";
    private static final String TOOL_BODY = "Ldev/kbench/tool/ToolBody$";

    private final CodeWalk walk;
    private final StringBuilder out;
    private final Map<Label, Integer> targets = new HashMap<>();

    CodeText(CodeWalk walk, StringBuilder out) {
        this.walk = walk;
        this.out = out;
    }

    void signature(MethodTypeDesc type) {
        type.parameterList().forEach(walk::shape);
        line(shown(type));
    }

    /// What a model is told of a method that it is given as a tool.
    void told(MethodModel method) {
        method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .filter(mark -> mark.className().equalsString(TOOL))
                .forEach(mark -> line("tool", annotation(mark)));
        List<List<Annotation>> parameters =
                method.findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                        .map(RuntimeVisibleParameterAnnotationsAttribute::parameterAnnotations)
                        .orElse(List.of());
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).isEmpty()) {
                line("parameter", i, parameters.get(i).stream().map(this::annotation).toList());
            }
        }
    }

    /// A class's own words: its kind, parents, components, fields.
    void declaration(ClassModel model) {
        line(
                "class",
                walk.named(model.thisClass().asInternalName()),
                model.superclass().map(ClassEntry::asInternalName).map(walk::named).orElse(""),
                model.interfaces().stream().map(i -> walk.named(i.asInternalName())).toList(),
                model.findAttribute(Attributes.signature())
                        .map(signature -> parents(signature.asClassSignature()))
                        .orElse(List.of()),
                annotations(model),
                model
                        .findAttribute(Attributes.permittedSubclasses())
                        .map(PermittedSubclassesAttribute::permittedSubclasses)
                        .orElse(List.of())
                        .stream()
                        .map(type -> shown(type.asSymbol()))
                        .toList());
        model.findAttribute(Attributes.record())
                .ifPresent(record -> record.components().forEach(this::component));
        for (FieldModel field : model.fields()) {
            line(
                    "field",
                    walk.member(field.fieldName().stringValue()),
                    walk.named(field.fieldTypeSymbol()),
                    field.findAttribute(Attributes.constantValue())
                            .map(ConstantValueAttribute::constant)
                            .map(constant -> quoted(String.valueOf(constant.constantValue())))
                            .orElse(""),
                    annotations(field));
        }
    }

    private void component(RecordComponentInfo component) {
        line(
                "component",
                component.name().stringValue(),
                component
                        .findAttribute(Attributes.signature())
                        .map(signature -> shown(signature.asTypeSignature()))
                        .orElseGet(() -> shown(component.descriptorSymbol())),
                annotations(component));
    }

    private List<String> parents(ClassSignature signature) {
        return Stream.concat(
                        Stream.of(signature.superclassSignature()),
                        signature.superinterfaceSignatures().stream())
                .map(this::shown)
                .toList();
    }

    /// A type with its arguments. What it names is what schemas are made of.
    private String shown(Signature type) {
        return switch (type) {
            case Signature.ArrayTypeSig array -> "[" + shown(array.componentSignature());
            case Signature.ClassTypeSig named ->
                    shown(named.classDesc()) + named.typeArgs().stream().map(this::shown).toList();
            default -> type.signatureString();
        };
    }

    private String shown(Signature.TypeArg argument) {
        return switch (argument) {
            case Signature.TypeArg.Bounded bounded ->
                    bounded.wildcardIndicator() + " " + shown(bounded.boundType());
            case Signature.TypeArg.Unbounded _ -> "?";
        };
    }

    /// What is said about a class, a component or a field, such as a constant's description.
    private List<String> annotations(AttributedElement described) {
        return described
                .findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(RuntimeVisibleAnnotationsAttribute::annotations)
                .orElse(List.of())
                .stream()
                .map(this::annotation)
                .toList();
    }

    private String annotation(Annotation annotation) {
        return annotation.className().stringValue()
                + annotation.elements().stream()
                        .map(e -> e.name().stringValue() + "=" + value(e.value()))
                        .toList();
    }

    private String value(AnnotationValue value) {
        return switch (value) {
            case AnnotationValue.OfConstant constant ->
                    quoted(String.valueOf(constant.resolvedValue()));
            case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
            case AnnotationValue.OfClass type -> shown(type.classSymbol());
            case AnnotationValue.OfArray array ->
                    array.values().stream().map(this::value).toList().toString();
            case AnnotationValue.OfAnnotation nested -> annotation(nested.annotation());
        };
    }

    void code(CodeModel code) {
        for (CodeElement element : code) {
            countTargets(element);
        }
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target when targets.containsKey(target.label()) ->
                        line("label", targets.get(target.label()));
                case ExceptionCatch handler ->
                        line(
                                "catch",
                                at(handler.tryStart()),
                                at(handler.tryEnd()),
                                at(handler.handler()),
                                handler.catchType()
                                        .map(type -> walk.named(type.asInternalName()))
                                        .orElse("any"));
                case Instruction instruction -> instruction(instruction);
                default -> {}
            }
        }
    }

    /// Only what is jumped to, or guarded, counts: labels for debuggers do not.
    private void countTargets(CodeElement element) {
        switch (element) {
            case BranchInstruction branch -> at(branch.target());
            case LookupSwitchInstruction cases -> {
                at(cases.defaultTarget());
                cases.cases().forEach(one -> at(one.target()));
            }
            case TableSwitchInstruction cases -> {
                at(cases.defaultTarget());
                cases.cases().forEach(one -> at(one.target()));
            }
            case ExceptionCatch handler -> {
                at(handler.tryStart());
                at(handler.tryEnd());
                at(handler.handler());
            }
            default -> {}
        }
    }

    private int at(Label label) {
        return targets.computeIfAbsent(label, _ -> targets.size());
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case BranchInstruction branch -> line(name(branch), at(branch.target()));
            case ConstantInstruction constant ->
                    line("const", constant.typeKind(), shown(constant.constantValue()));
            case FieldInstruction field -> field(field);
            case IncrementInstruction add -> line("inc", add.slot(), add.constant());
            case InvokeDynamicInstruction dynamic -> dynamic(dynamic);
            case InvokeInstruction call -> invoke(call);
            case LoadInstruction load -> line("load", load.typeKind(), load.slot());
            case StoreInstruction store -> line("store", store.typeKind(), store.slot());
            case LookupSwitchInstruction cases ->
                    line("switch", at(cases.defaultTarget()), shown(cases.cases()));
            case TableSwitchInstruction cases ->
                    line(
                            "table",
                            at(cases.defaultTarget()),
                            cases.lowValue(),
                            cases.highValue(),
                            shown(cases.cases()));
            case NewObjectInstruction made -> {
                String type = made.className().asInternalName();
                walk.type(type);
                line("new", walk.named(type));
            }
            case NewReferenceArrayInstruction array ->
                    line("array", walk.named(array.componentType().asSymbol()));
            case NewPrimitiveArrayInstruction array -> line("array", array.typeKind());
            case NewMultiArrayInstruction array ->
                    line("array", walk.named(array.arrayType().asSymbol()), array.dimensions());
            case TypeCheckInstruction check ->
                    line(name(check), walk.named(check.type().asSymbol()));
            default -> line(name(instruction));
        }
    }

    /// The wide forms mean the same as the short ones.
    private static String name(Instruction instruction) {
        return instruction.opcode().name().replaceAll("_W$", "");
    }

    private void field(FieldInstruction field) {
        String owner = field.owner().asInternalName();
        String name = field.name().stringValue();
        walk.field(owner, name, field.opcode().name().endsWith("STATIC"));
        line(name(field), walk.named(owner), walk.member(name), walk.named(field.typeSymbol()));
    }

    private void invoke(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = walk.call(owner, call.name().stringValue(), call.type().stringValue());
        line(name(call), walk.named(owner), name, shown(call.typeSymbol()));
    }

    private void dynamic(InvokeDynamicInstruction dynamic) {
        line(
                "dynamic",
                dynamic.name().stringValue(),
                shown(dynamic.typeSymbol()),
                shown(dynamic.bootstrapMethod()),
                dynamic.bootstrapArgs().stream().map(this::shown).toList());
        if (dynamic.typeSymbol().returnType().descriptorString().startsWith(TOOL_BODY)) {
            tool(dynamic.bootstrapArgs());
        }
    }

    /// What a model is told of a method or a lambda that becomes a tool here, as the arguments of
    /// `LambdaMetafactory` name it: the shape's type first, then the method.
    private void tool(List<ConstantDesc> arguments) {
        if (arguments.get(0) instanceof MethodTypeDesc shape
                && arguments.get(1) instanceof DirectMethodHandleDesc method) {
            walk.told(
                            CodeWalk.internal(method.owner()),
                            method.methodName(),
                            method.lookupDescriptor())
                    .ifPresent(told -> line("told", quoted(told.doc()), last(told, shape)));
        }
    }

    /// The names of a tool's own parameters: what a lambda captured stands before them.
    private static List<String> last(ToldSource told, MethodTypeDesc shape) {
        int all = told.names().size();
        return told.names().subList(Math.max(0, all - shape.parameterCount()), all);
    }

    private List<String> shown(List<SwitchCase> cases) {
        return cases.stream().map(one -> one.caseValue() + ":" + at(one.target())).toList();
    }

    private String shown(ConstantDesc constant) {
        return switch (constant) {
            case ClassDesc type -> {
                ClassDesc element = type;
                while (element.isArray()) {
                    element = element.componentType();
                }
                if (element.isClassOrInterface()) {
                    walk.type(CodeWalk.internal(element));
                }
                yield walk.named(type);
            }
            case MethodTypeDesc type ->
                    type.parameterList().stream().map(walk::named).toList()
                            + walk.named(type.returnType());
            case DirectMethodHandleDesc handle -> handle(handle);
            case DynamicConstantDesc<?> computed ->
                    "computed %s %s %s %s"
                            .formatted(
                                    computed.constantName(),
                                    walk.named(computed.constantType()),
                                    shown(computed.bootstrapMethod()),
                                    computed.bootstrapArgsList().stream()
                                            .map(this::shown)
                                            .toList());
            case String text -> quoted(text);
            default -> constant.getClass().getSimpleName() + " " + constant;
        };
    }

    private String handle(DirectMethodHandleDesc handle) {
        String owner = CodeWalk.internal(handle.owner());
        String name = handle.methodName();
        switch (handle.kind()) {
            case GETTER, SETTER -> walk.field(owner, name, false);
            case STATIC_GETTER, STATIC_SETTER -> walk.field(owner, name, true);
            case CONSTRUCTOR -> {
                walk.type(owner);
                walk.call(owner, "<init>", handle.lookupDescriptor());
            }
            default -> name = walk.call(owner, name, handle.lookupDescriptor());
        }
        return "handle %s %s %s %s"
                .formatted(handle.kind(), walk.named(owner), name, shown(handle.invocationType()));
    }

    /// In quotes and of known length, so that no text can pass for two.
    private static String quoted(String text) {
        return text.length() + "\"" + text + "\"";
    }

    private void line(Object... parts) {
        for (Object part : parts) {
            out.append(part).append(' ');
        }
        out.append('\n');
    }
}
