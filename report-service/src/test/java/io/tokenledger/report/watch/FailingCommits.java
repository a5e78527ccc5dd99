package io.tokenledger.report.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import javax.sql.DataSource;

/** A database whose commits are cut off at random: before they have happened, or after, with the answer lost. */
final class FailingCommits {
    private FailingCommits() {}

    static DataSource over(DataSource database, Random random, int oneIn) {
        return (DataSource) Proxy.newProxyInstance(
                FailingCommits.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    Object answer = call(method, database, arguments);
                    return answer instanceof Connection connection ? failing(connection, random, oneIn) : answer;
                });
    }

    private static Connection failing(Connection connection, Random random, int oneIn) {
        return (Connection) Proxy.newProxyInstance(
                FailingCommits.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("commit") || random.nextInt(oneIn) > 0) {
                        return call(method, connection, arguments);
                    }
                    if (random.nextBoolean()) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    throw new SQLException("cut off", "08006");
                });
    }

    private static Object call(java.lang.reflect.Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
