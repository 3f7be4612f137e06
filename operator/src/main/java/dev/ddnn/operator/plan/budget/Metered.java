package dev.ddnn.operator.plan.budget;

import dev.ddnn.operator.plan.usage.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the DDNNs of a namespace have used of the day and the month that are under way.
 *
 * @param day in UTC
 * @param users by the name of the DDNN: one that was made anew under the same name goes on where the one before was
 */
public record Metered(LocalDate day, Map<String, Share> users) {
    /** For so long nothing comes from pods before the operator's own clock says which day it is. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    public Metered {
        users = Map.copyOf(users);
    }

    /** One page of a bill, and whose it is. */
    public record Account(String ddnn, Page page) {}

    /**
     * @param uplinkBytes that went up today above the deciding section
     * @param cost of this month
     */
    public record Share(long uplinkBytes, BigDecimal cost) {
        static final Share NONE = new Share(0, BigDecimal.ZERO);

        Share plus(Share other) {
            return new Share(uplinkBytes + other.uplinkBytes, cost.add(other.cost));
        }
    }

    /**
     * Adds up the bills. Which day it is, is said by the clock of the hub, as bills have it; only where nothing has come for long, by the
     * operator's.
     *
     * @param now by the operator's clock
     */
    public static Metered of(Collection<Account> accounts, Instant now) {
        LocalDate day = day(accounts, now);
        YearMonth month = YearMonth.from(day);
        var users = new TreeMap<String, Share>();
        for (Account account : accounts) {
            var usage = account.page().usage();
            if (usage != null) {
                boolean ofMonth = account.page().month().equals(month);
                var share = new Share(
                        usage.today().date().equals(day) ? usage.today().upBytes() : 0,
                        ofMonth ? usage.total().cost() : BigDecimal.ZERO);
                if (!share.equals(Share.NONE)) {
                    users.merge(account.ddnn(), share, Share::plus);
                }
            }
        }
        return new Metered(day, users);
    }

    private static LocalDate day(Collection<Account> accounts, Instant now) {
        Instant heard = accounts.stream()
                .flatMap(account -> Optional.ofNullable(account.page().usage()).stream())
                .flatMap(usage -> usage.boots().values().stream())
                .map(boot -> boot.receivedAt())
                .max(Comparator.naturalOrder())
                .filter(latest -> latest.plus(SILENCE).isAfter(now))
                .orElse(now);
        // A day that bills speak of has begun, whatever a clock says that was put back.
        return Stream.concat(
                        Stream.of(LocalDate.ofInstant(heard, ZoneOffset.UTC)),
                        accounts.stream()
                                .flatMap(account ->
                                        Optional.ofNullable(account.page().usage()).stream())
                                .map(usage -> usage.today().date()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The month of the day. */
    public YearMonth month() {
        return YearMonth.from(day);
    }

    /** All users together. */
    public Share total() {
        return users.values().stream().reduce(Share.NONE, Share::plus);
    }
}
