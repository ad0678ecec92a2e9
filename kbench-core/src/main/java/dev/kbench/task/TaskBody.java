package dev.kbench.task;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/// The shapes of a task's body: {@code Run}*n* returns nothing, {@code Get}*n* returns a value, *n*
/// counts the parameters. They are serializable so that a method reference tells which method it
/// names.
public final class TaskBody {
    private TaskBody() {}

    /// A body called with its bound parameters.
    @FunctionalInterface
    interface Call {
        @Nullable Object call(@Nullable Object[] args) throws Exception;
    }

    /// A body with 0 parameters that returns nothing.
    @FunctionalInterface
    public interface Run0 extends Serializable {
        /// Runs the body.
        ///
        /// @throws Exception whatever the body throws
        void run() throws Exception;
    }

    /// A body with 1 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    @FunctionalInterface
    public interface Run1<A> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @throws Exception whatever the body throws
        void run(A a) throws Exception;
    }

    /// A body with 2 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    @FunctionalInterface
    public interface Run2<A, B> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b) throws Exception;
    }

    /// A body with 3 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    @FunctionalInterface
    public interface Run3<A, B, C> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c) throws Exception;
    }

    /// A body with 4 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    @FunctionalInterface
    public interface Run4<A, B, C, D> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d) throws Exception;
    }

    /// A body with 5 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    @FunctionalInterface
    public interface Run5<A, B, C, D, E> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d, E e) throws Exception;
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
    public interface Run6<A, B, C, D, E, F> extends Serializable {
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
    }

    /// A body with 7 parameters that returns nothing.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <G> the seventh parameter's type
    @FunctionalInterface
    public interface Run7<A, B, C, D, E, F, G> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @param f the sixth parameter
        /// @param g the seventh parameter
        /// @throws Exception whatever the body throws
        void run(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }

    /// A body with 0 parameters that returns a value.
    ///
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get0<R> extends Serializable {
        /// Runs the body.
        ///
        /// @return its value
        /// @throws Exception whatever the body throws
        R get() throws Exception;
    }

    /// A body with 1 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get1<A, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a) throws Exception;
    }

    /// A body with 2 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get2<A, B, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b) throws Exception;
    }

    /// A body with 3 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get3<A, B, C, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c) throws Exception;
    }

    /// A body with 4 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get4<A, B, C, D, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d) throws Exception;
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
    public interface Get5<A, B, C, D, E, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d, E e) throws Exception;
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
    public interface Get6<A, B, C, D, E, F, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @param f the sixth parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d, E e, F f) throws Exception;
    }

    /// A body with 7 parameters that returns a value.
    ///
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <G> the seventh parameter's type
    /// @param <R> what it returns
    @FunctionalInterface
    public interface Get7<A, B, C, D, E, F, G, R> extends Serializable {
        /// Runs the body.
        ///
        /// @param a the first parameter
        /// @param b the second parameter
        /// @param c the third parameter
        /// @param d the fourth parameter
        /// @param e the fifth parameter
        /// @param f the sixth parameter
        /// @param g the seventh parameter
        /// @return its value
        /// @throws Exception whatever the body throws
        R get(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }
}
