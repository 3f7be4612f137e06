package dev.ddnn.controlplane.programs;

/**
 * For scripts: prints the directory that holds Kubernetes' programs, compiling them first if need be, or ends with 1 and
 * says on standard error what is in the way.
 */
public final class PrintPrograms {

    private PrintPrograms() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.out.println(KubernetesPrograms.locate(ConsoleProgress.onStandardError()));
        } catch (ProgramsUnavailable e) {
            System.err.println(e.what());
            System.err.println(e.remedy());
            System.exit(1);
        }
    }
}
