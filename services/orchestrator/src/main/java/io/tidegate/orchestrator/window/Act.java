package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Instant;

/** What happens when a wish is granted. */
enum Act {
    APPROVES("approval given; go once nothing is missing") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(new WindowEvent.ApprovalGiven(wish.roleToApproveIn().orElseThrow()));
            Onward.go(course);
        }
    },
    POSTPONES("postponed") {
        @Override
        void on(Course course, Wish wish) {
            String reason = wish.actor().label() + " says no-go: " + reasonOf(wish);
            Breaks.endsStepAtWork(course, "the window is postponed");
            course.happens(new WindowEvent.WindowPostponed(reason));
        }
    },
    ATTESTS("criterion attested; go once nothing is missing") {
        @Override
        void on(Course course, Wish wish) {
            if (wish.command() instanceof WindowCommand.Attest attest) {
                String role = wish.window().plan().criteria().stream()
                        .filter(criterion -> criterion.id().equals(attest.criterion()))
                        .map(criterion -> String.valueOf(criterion.attestedBy()))
                        .findFirst()
                        .orElseThrow();
                course.happens(new WindowEvent.CriterionAttested(attest.criterion(), role));
                Onward.go(course);
            }
        }
    },
    HOLDS("held") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(new WindowEvent.WindowHeld(reasonOf(wish)));
        }
    },
    RESUMES("resumed; a failed step is tried again") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(new WindowEvent.WindowResumed());
            Onward.goRetrying(course);
        }
    },
    REHEARSES("rehearsing; an earlier rehearsal's result is void") {
        @Override
        void on(Course course, Wish wish) {
            Onward.rehearse(course);
        }
    },
    EXTENDS("the planned end moves") {
        @Override
        void on(Course course, Wish wish) {
            // An end that has passed moves from now on: nobody asks for an end in the past.
            Instant from =
                    wish.window().overran() ? course.now() : wish.window().endsAt();
            course.happens(new WindowEvent.WindowExtended(from.plus(wish.longer()), reasonOf(wish)));
        }
    },
    ROLLS_BACK("rolling back") {
        @Override
        void on(Course course, Wish wish) {
            Breaks.rollsBack(course, wish.actor().label() + " asks for it: " + reasonOf(wish));
        }
    },
    CANCELS("cancelled") {
        @Override
        void on(Course course, Wish wish) {
            Breaks.endsStepAtWork(course, "the window is cancelled");
            course.happens(new WindowEvent.WindowCancelled(reasonOf(wish)));
        }
    };

    private final String label;

    Act(String label) {
        this.label = label;
    }

    abstract void on(Course course, Wish wish);

    /** What it does to the window, in words. */
    String label() {
        return label;
    }

    private static String reasonOf(Wish wish) {
        String reason =
                switch (wish.command()) {
                    case WindowCommand.NoGo noGo -> noGo.reason();
                    case WindowCommand.Hold hold -> hold.reason();
                    case WindowCommand.RollBack rollBack -> rollBack.reason();
                    case WindowCommand.Cancel cancel -> cancel.reason();
                    case WindowCommand.Schedule schedule -> "";
                    case WindowCommand.Go go -> "";
                    case WindowCommand.Attest attest -> "";
                    case WindowCommand.Resume resume -> "";
                    case WindowCommand.Rehearse rehearse -> "";
                    case WindowCommand.Extend extend -> extend.reason();
                };
        return reason.isBlank() ? "no reason given" : reason.strip();
    }
}
