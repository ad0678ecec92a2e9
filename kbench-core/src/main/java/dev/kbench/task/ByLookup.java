package dev.kbench.task;

import java.lang.invoke.MethodHandles;

/// Makes tasks from methods of a class that its module does not open.
@SuppressWarnings({
    "overloads",
    "unchecked",
    "TypeParameterUnusedInFormals"
}) // a method reference fits one overload only
abstract class ByLookup {
    ByLookup() {}

    /// A task from a method with 0 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @return the task
    public static Task<Void> of(MethodHandles.Lookup lookup, TaskBody.Run0 body) {
        return MethodTasks.of(
                lookup,
                body,
                _ -> {
                    body.run();
                    return null;
                });
    }

    /// A task from a method with 1 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @return the task
    public static <A> Task<Void> of(MethodHandles.Lookup lookup, TaskBody.Run1<A> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run((A) args[0]);
                    return null;
                });
    }

    /// A task from a method with 2 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return the task
    public static <A, B> Task<Void> of(MethodHandles.Lookup lookup, TaskBody.Run2<A, B> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run((A) args[0], (B) args[1]);
                    return null;
                });
    }

    /// A task from a method with 3 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return the task
    public static <A, B, C> Task<Void> of(
            MethodHandles.Lookup lookup, TaskBody.Run3<A, B, C> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run((A) args[0], (B) args[1], (C) args[2]);
                    return null;
                });
    }

    /// A task from a method with 4 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return the task
    public static <A, B, C, D> Task<Void> of(
            MethodHandles.Lookup lookup, TaskBody.Run4<A, B, C, D> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run((A) args[0], (B) args[1], (C) args[2], (D) args[3]);
                    return null;
                });
    }

    /// A task from a method with 5 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return the task
    public static <A, B, C, D, E> Task<Void> of(
            MethodHandles.Lookup lookup, TaskBody.Run5<A, B, C, D, E> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run((A) args[0], (B) args[1], (C) args[2], (D) args[3], (E) args[4]);
                    return null;
                });
    }

    /// A task from a method with 6 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return the task
    public static <A, B, C, D, E, F> Task<Void> of(
            MethodHandles.Lookup lookup, TaskBody.Run6<A, B, C, D, E, F> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run(
                            (A) args[0],
                            (B) args[1],
                            (C) args[2],
                            (D) args[3],
                            (E) args[4],
                            (F) args[5]);
                    return null;
                });
    }

    /// A task from a method with 7 parameters that returns nothing.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <G> the seventh parameter's type
    /// @return the task
    public static <A, B, C, D, E, F, G> Task<Void> of(
            MethodHandles.Lookup lookup, TaskBody.Run7<A, B, C, D, E, F, G> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> {
                    body.run(
                            (A) args[0],
                            (B) args[1],
                            (C) args[2],
                            (D) args[3],
                            (E) args[4],
                            (F) args[5],
                            (G) args[6]);
                    return null;
                });
    }

    /// A task from a method with 0 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <R> what it returns
    /// @return the task
    public static <R> Task<R> of(MethodHandles.Lookup lookup, TaskBody.Get0<R> body) {
        return MethodTasks.of(lookup, body, _ -> body.get());
    }

    /// A task from a method with 1 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, R> Task<R> of(MethodHandles.Lookup lookup, TaskBody.Get1<A, R> body) {
        return MethodTasks.of(lookup, body, args -> body.get((A) args[0]));
    }

    /// A task from a method with 2 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, R> Task<R> of(MethodHandles.Lookup lookup, TaskBody.Get2<A, B, R> body) {
        return MethodTasks.of(lookup, body, args -> body.get((A) args[0], (B) args[1]));
    }

    /// A task from a method with 3 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, C, R> Task<R> of(
            MethodHandles.Lookup lookup, TaskBody.Get3<A, B, C, R> body) {
        return MethodTasks.of(
                lookup, body, args -> body.get((A) args[0], (B) args[1], (C) args[2]));
    }

    /// A task from a method with 4 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, C, D, R> Task<R> of(
            MethodHandles.Lookup lookup, TaskBody.Get4<A, B, C, D, R> body) {
        return MethodTasks.of(
                lookup, body, args -> body.get((A) args[0], (B) args[1], (C) args[2], (D) args[3]));
    }

    /// A task from a method with 5 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, C, D, E, R> Task<R> of(
            MethodHandles.Lookup lookup, TaskBody.Get5<A, B, C, D, E, R> body) {
        return MethodTasks.of(
                lookup,
                body,
                args -> body.get((A) args[0], (B) args[1], (C) args[2], (D) args[3], (E) args[4]));
    }

    /// A task from a method with 6 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, C, D, E, F, R> Task<R> of(
            MethodHandles.Lookup lookup, TaskBody.Get6<A, B, C, D, E, F, R> body) {
        return MethodTasks.of(
                lookup,
                body,
                args ->
                        body.get(
                                (A) args[0],
                                (B) args[1],
                                (C) args[2],
                                (D) args[3],
                                (E) args[4],
                                (F) args[5]));
    }

    /// A task from a method with 7 parameters that returns a value.
    ///
    /// @param lookup `MethodHandles.lookup()` of the class that holds the reference
    /// @param body the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <G> the seventh parameter's type
    /// @param <R> what it returns
    /// @return the task
    public static <A, B, C, D, E, F, G, R> Task<R> of(
            MethodHandles.Lookup lookup, TaskBody.Get7<A, B, C, D, E, F, G, R> body) {
        return MethodTasks.of(
                lookup,
                body,
                args ->
                        body.get(
                                (A) args[0],
                                (B) args[1],
                                (C) args[2],
                                (D) args[3],
                                (E) args[4],
                                (F) args[5],
                                (G) args[6]));
    }
}
