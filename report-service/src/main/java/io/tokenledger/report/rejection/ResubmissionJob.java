package io.tokenledger.report.rejection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Sends what is noted, some at a time, until nothing waits. */
@ApplicationScoped
public class ResubmissionJob {
    private static final Logger LOG = Logger.getLogger(ResubmissionJob.class);

    private final SendingWriter waiting;
    private final EventSender sender;
    private boolean troubled;

    ResubmissionJob(SendingWriter waiting, ResubmissionSettings settings) {
        this.waiting = waiting;
        this.sender = new EventSender(settings.kafka(), settings.timeout());
    }

    @Scheduled(every = "${tokenledger.resubmission.look:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    void send() {
        try {
            int sent;
            do {
                sent = waiting.sendSome(sender::send);
                if (sent > 0) {
                    LOG.infof("%d rejected events were sent again", sent);
                }
            } while (sent > 0);
            troubled = false;
        } catch (EventSender.NotSentException | ReportProblem e) {
            if (!troubled) { // told once, tried again at every look
                LOG.warnf("rejected events wait to be sent again: %s", e.getMessage());
            }
            troubled = true;
        }
    }

    void atEnd(@Observes ShutdownEvent end) {
        sender.close();
    }
}
