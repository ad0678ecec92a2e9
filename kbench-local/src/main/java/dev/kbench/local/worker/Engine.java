package dev.kbench.local.worker;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;

import java.lang.reflect.Field;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// llama.cpp with one model. One thread.
final class Engine {
    private final LlamaModel model;

    Engine(Frame.Load load) {
        model =
                new LlamaModel(
                        new ModelParameters()
                                .setModel(load.file())
                                .setCtxSize(load.context())
                                .setThreads(load.threads())
                                .setThreadsBatch(load.threads())
                                .setParallel(1)
                                .setGpuLayers(0)
                                .disableContextShift()
                                .skipWarmup()
                                .enableJinja()
                                .setChatTemplate(ChatTemplate.framed(load.template())));
    }

    Frame.Rendered render(Frame.Render request) {
        String text =
                ChatTemplate.unframed(
                        model.applyTemplate(
                                ChatTemplate.request(request.roles(), request.texts())));
        return new Frame.Rendered(request.id(), text, model.encode(text).length);
    }

    /// Answers. Earlier calls leave nothing behind that could change the answer: the prompt is read
    /// afresh.
    Frame.Done generate(Frame.Generate request, BooleanSupplier stopped, Consumer<String> pieces) {
        InferenceParameters parameters =
                new InferenceParameters(request.prompt())
                        .setNPredict(request.maxTokens())
                        .setCachePrompt(false);
        for (Frame.Parameter number : request.numbers()) {
            set(parameters, number);
        }
        if (!request.schema().isEmpty()) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(request.schema()));
        }
        LlamaIterator iterator = model.generate(parameters).iterator();
        int task = task(iterator);
        while (iterator.hasNext()) {
            if (stopped.getAsBoolean()) {
                iterator.cancel();
                break;
            }
            pieces.accept(iterator.next().text);
        }
        return new Frame.Done(request.id(), task);
    }

    private static void set(InferenceParameters parameters, Frame.Parameter number) {
        float value = (float) number.value();
        switch (number.name()) {
            case "temperature" -> parameters.setTemperature(value);
            case "seed" -> parameters.setSeed((int) number.value());
            case "top_p" -> parameters.setTopP(value);
            case "top_k" -> parameters.setTopK((int) number.value());
            case "min_p" -> parameters.setMinP(value);
            case "repeat_penalty" -> parameters.setRepeatPenalty(value);
            default -> throw new IllegalArgumentException("no parameter " + number.name());
        }
    }

    /// The number of the library's own task. It is the only link between an answer and the
    /// library's log, which is the only place that tells how many tokens an answer was.
    private static int task(LlamaIterator iterator) {
        try {
            Field field = LlamaIterator.class.getDeclaredField("taskId");
            field.setAccessible(true);
            return field.getInt(iterator);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the llama.cpp binding has no task numbers", e);
        }
    }
}
