package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Binding;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Instant;
import java.util.Objects;

/** What happens when a wish is granted. */
enum Act {
    APPROVES("approval given; go once nothing is missing") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(
                    new WindowEvent.ApprovalGiven(wish.roleToApproveIn().orElseThrow(), Binding.of(wish.window())));
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
            Breaks.rollsBack(
                    course,
                    wish.actor().label() + " asks for it: " + reasonOf(wish),
                    wish.rung().orElse(null));
        }
    },
    CANCELS("cancelled") {
        @Override
        void on(Course course, Wish wish) {
            Breaks.endsStepAtWork(course, "the window is cancelled");
            course.happens(new WindowEvent.WindowCancelled(reasonOf(wish)));
        }
    },
    MOVES("moved to the new date; what was measured, attested and approved is void") {
        @Override
        void on(Course course, Wish wish) {
            Preparing.moves(course, wish.newStart(), reasonOf(wish), wish.neighbours());
        }
    },
    REPLANS("the changed plan is taken over; what was measured, attested and approved is void") {
        @Override
        void on(Course course, Wish wish) {
            if (wish.plans() instanceof PlanLookup.Found found) {
                Preparing.replans(course, found);
            }
        }
    },
    OVERRIDES("criterion overridden; go once nothing is missing") {
        @Override
        void on(Course course, Wish wish) {
            Plan.Criterion criterion = wish.criterion().orElseThrow();
            course.happens(new WindowEvent.CriterionOverridden(
                    criterion.id(), Objects.requireNonNull(criterion.override()), reasonOf(wish)));
            Onward.go(course);
        }
    },
    ANSWERS("availability answered; who stands in is asked where somebody cannot come") {
        @Override
        void on(Course course, Wish wish) {
            if (wish.command() instanceof WindowCommand.Available answer) {
                Preparing.answers(course, wish, answer);
            }
        }
    },
    MENDS("time to mend begins") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(new WindowEvent.FixStarted(course.now().plus(wish.timeToMend()), false, reasonOf(wish)));
        }
    },
    LETS_GO_ON("the proposal is declined; the window goes on") {
        @Override
        void on(Course course, Wish wish) {
            course.happens(new WindowEvent.ProposalDeclined(reasonOf(wish)));
        }
    },
    FINISHES("the manual step, or the follow-up, is done") {
        @Override
        void on(Course course, Wish wish) {
            if (wish.command() instanceof WindowCommand.Done done) {
                ByHand.isDone(course, wish.thingsToDo().getFirst(), done.note(), wish);
            }
        }
    },
    SKIPS("the step is left out") {
        @Override
        void on(Course course, Wish wish) {
            ByHand.skips(course, wish.stepToSkip().orElseThrow(), wish.actor().label() + ": " + reasonOf(wish));
        }
    },
    REPORTS_A_BUG("written down; proposed to roll back, or rolled back, as the plan says") {
        @Override
        void on(Course course, Wish wish) {
            if (wish.command() instanceof WindowCommand.Bug bug) {
                ByHand.reportsBug(course, bug, wish.actor().label());
            }
        }
    },
    TAKES_CARE("nobody further is called") {
        @Override
        void on(Course course, Wish wish) {
            wish.openCalls().forEach(question -> course.happens(new WindowEvent.EscalationAcknowledged(question.id())));
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
                    case WindowCommand.Move move -> move.reason();
                    case WindowCommand.OverrideCriterion override -> override.reason();
                    case WindowCommand.Fix fix -> fix.reason();
                    case WindowCommand.GoOn goOn -> goOn.reason();
                    case WindowCommand.Skip skip -> skip.reason();
                    case WindowCommand.Replan replan -> "";
                    case WindowCommand.Available available -> available.reason();
                    case WindowCommand.Retry retry -> "";
                    case WindowCommand.Done done -> done.note();
                    case WindowCommand.Bug bug -> bug.text();
                    case WindowCommand.Acknowledge acknowledge -> "";
                };
        return reason.isBlank() ? "no reason given" : reason.strip();
    }
}
