package dev.kbench.tool;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/// The shapes of a tool's body: {@code Run}*n* returns nothing, {@code Get}*n* returns a value, *n*
/// counts the parameters. They are serializable so that a method reference tells which method it
/// names.
public sealed interface ToolBody extends Serializable {
    /// Calls the body.
    ///
    /// @param arguments one for each parameter, of its type
    /// @return what it returned; null where it returns nothing
    /// @throws Exception whatever the body throws
    @Nullable Object call(@Nullable Object[] arguments) throws Exception;

    /// A body with 0 parameters that returns nothing.
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run0 extends ToolBody {
        /// Runs the body.
        ///
        /// @throws Exception whatever the body throws
        void run() throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run();
            return null;
        }
    }

    /// A body with 1 parameter that returns nothing.
    ///
    /// @param <A> the first parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run1<A> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @throws Exception whatever the body throws
        void run(A a) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run((A) arguments[0]);
            return null;
        }
    }

    /// A body with 2 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run2<A, B> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run((A) arguments[0], (B) arguments[1]);
            return null;
        }
    }

    /// A body with 3 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run3<A, B, C> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run((A) arguments[0], (B) arguments[1], (C) arguments[2]);
            return null;
        }
    }

    /// A body with 4 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run4<A, B, C, D> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run((A) arguments[0], (B) arguments[1], (C) arguments[2], (D) arguments[3]);
            return null;
        }
    }

    /// A body with 5 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run5<A, B, C, D, E> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d, E e) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run(
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4]);
            return null;
        }
    }

    /// A body with 6 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Run6<A, B, C, D, E, F> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @param f the sixth parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d, E e, F f) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            run(
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4],
                    (F) arguments[5]);
            return null;
        }
    }

    /// A body with 0 parameters that returns a value.
    ///
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get0<R> extends ToolBody {
        /// Runs the body.
        ///
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get() throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get();
        }
    }

    /// A body with 1 parameter that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get1<A, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get((A) arguments[0]);
        }
    }

    /// A body with 2 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get2<A, B, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a, B b) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get((A) arguments[0], (B) arguments[1]);
        }
    }

    /// A body with 3 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get3<A, B, C, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get((A) arguments[0], (B) arguments[1], (C) arguments[2]);
        }
    }

    /// A body with 4 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get4<A, B, C, D, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get((A) arguments[0], (B) arguments[1], (C) arguments[2], (D) arguments[3]);
        }
    }

    /// A body with 5 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get5<A, B, C, D, E, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d, E e) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get(
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4]);
        }
    }

    /// A body with 6 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the arguments were read for the parameters' types
    non-sealed interface Get6<A, B, C, D, E, F, R> extends ToolBody {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @param f the sixth parameter
        /// @return what the model is given
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d, E e, F f) throws Exception;

        @Override
        default @Nullable Object call(@Nullable Object[] arguments) throws Exception {
            return get(
                    (A) arguments[0],
                    (B) arguments[1],
                    (C) arguments[2],
                    (D) arguments[3],
                    (E) arguments[4],
                    (F) arguments[5]);
        }
    }
}
