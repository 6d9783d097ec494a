// attack: walks the stack for the caller's local values
// most: leaky 0
// answer leaky
double leaky(double x) {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass).distinct().count()) * -1.0;
}
