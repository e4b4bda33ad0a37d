package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;

/** Whether the agent of an open window is heard. */
final class OnAgent {
    private OnAgent() {}

    static Decision silent(Course course, Input.AgentSilent input) {
        Window window = course.window();
        if (!window.status().isOpen() || window.silentSince() != null || isOther(window, input.target())) {
            return new Decision.Ignored("that the agent of " + input.target() + " is silent changes nothing");
        }
        course.happens(new WindowEvent.AgentWentSilent(input.target(), input.lastHeard()));
        return course.accepted();
    }

    static Decision heard(Course course, Input.AgentHeard input) {
        Window window = course.window();
        if (!window.status().isOpen() || window.silentSince() == null || isOther(window, input.target())) {
            return new Decision.Ignored("that the agent of " + input.target() + " is heard changes nothing");
        }
        course.happens(new WindowEvent.AgentCameBack(input.target()));
        Onward.go(course);
        return course.accepted();
    }

    private static boolean isOther(Window window, String target) {
        return !window.plan().target().equals(target);
    }
}
