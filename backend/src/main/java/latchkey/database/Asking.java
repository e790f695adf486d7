package latchkey.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL for all of a group, in one round trip and one transaction. */
@FunctionalInterface
interface Asking {

    /** @return the first row of each one's answer, in the order of those who ask */
    Future<List<Optional<Row>>> ask(List<Tuple> group);

    /** Executes the statement for one after the other. */
    static Asking inTurn(PreparedQuery<RowSet<Row>> statement) {
        return group -> statement.executeBatch(group).map(first -> {
            var answers = new ArrayList<Optional<Row>>(group.size());
            for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
                answers.add(rows.stream().findFirst());
            }
            return answers;
        });
    }

    /** Executes the statement once, with an array for each parameter. A row's {@code n} says whose answer it is, from 1. */
    static Asking atOnce(PreparedQuery<RowSet<Row>> statement) {
        return group -> statement.execute(columns(group)).map(rows -> {
            var answers = new ArrayList<>(Collections.nCopies(group.size(), Optional.<Row>empty()));
            rows.forEach(row -> answers.set(row.getInteger("n") - 1, Optional.of(row)));
            return answers;
        });
    }

    private static Tuple columns(List<Tuple> group) {
        Tuple columns = Tuple.tuple();
        for (int position = 0; position < group.getFirst().size(); position++) {
            columns.addValue(column(group, position));
        }
        return columns;
    }

    private static Object column(List<Tuple> group, int position) {
        Class<?> type = group.getFirst().getValue(position).getClass();
        Object column = Array.newInstance(type, group.size());
        for (int member = 0; member < group.size(); member++) {
            Array.set(column, member, group.get(member).getValue(position));
        }
        return column;
    }
}
