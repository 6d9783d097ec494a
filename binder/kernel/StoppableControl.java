import jdk.jshell.spi.ExecutionControl;

/** JJava's execution of compiled statements, made stoppable, and with the causes of an exception, which it drops. */
final class StoppableControl implements ExecutionControl {

    private static final int MAX_CAUSES = 3;

    private final ExecutionControl jjava;
    private final StopFlag flag;
    final Runner runner;

    StoppableControl(ExecutionControl jjava, ClassLoader loader) throws ReflectiveOperationException {
        this.jjava = jjava;
        flag = StopFlag.install(jjava, loader);
        runner = Runner.install(jjava, flag);
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        jjava.load(flag == null ? classes : flag.watchedBy(classes));
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        runner.beforeStatement();
        try {
            return jjava.invoke(className, methodName);
        } catch (UserException e) {
            Throwable thrown = runner.thrown;
            // Of another class if the cell was interrupted.
            if (thrown != null && thrown.getClass().getName().equals(e.causeExceptionClass())) {
                throw chain(thrown, 0);
            }
            throw e;
        }
    }

    private static UserException chain(Throwable thrown, int depth) {
        UserException shown =
                new UserException(thrown.getMessage(), thrown.getClass().getName(), thrown.getStackTrace());
        if (thrown.getCause() != null && depth < MAX_CAUSES) {
            shown.initCause(chain(thrown.getCause(), depth + 1));
        }
        return shown;
    }

    // ------------------------------------------------------------------ as in JJava

    @Override
    public void redefine(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        jjava.redefine(classes);
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        return jjava.varValue(className, varName);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        jjava.addToClasspath(path);
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
        jjava.stop();
    }

    @Override
    public Object extensionCommand(String command, Object argument)
            throws RunException, EngineTerminationException, InternalException {
        return jjava.extensionCommand(command, argument);
    }

    @Override
    public void close() {
        jjava.close();
    }
}
