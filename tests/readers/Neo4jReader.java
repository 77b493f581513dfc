import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;

/**
 * Opens the Neo4j database of a home folder, runs the statements of scripts as cypher-shell does, then answers the queries
 * that stand one a line on standard input, a row a line, cells parted by tabs, an empty line after each answer.
 *
 * Arguments: home, import folder, scripts.
 */
public class Neo4jReader {
    public static void main(String[] args) throws Exception {
        DatabaseManagementService server =
            new DatabaseManagementServiceBuilder(Path.of(args[0]))
                .setConfig(GraphDatabaseSettings.load_csv_file_url_root, Path.of(args[1]))
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                .setConfig(BoltConnector.enabled, false)
                .setConfig(HttpConnector.enabled, false)
                .build();
        try {
            GraphDatabaseService graph = server.database("neo4j");
            for (int i = 2; i < args.length; i++) {
                for (String statement : Files.readString(Path.of(args[i])).split(";\n")) {
                    if (!statement.isBlank()) {
                        graph.executeTransactionally(statement);
                    }
                }
            }
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            for (String query : new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                graph.executeTransactionally(query, Map.of(), result -> {
                    while (result.hasNext()) {
                        Map<String, Object> row = result.next();
                        out.println(String.join("\t", result.columns().stream().map(c -> String.valueOf(row.get(c))).toList()));
                    }
                    return null;
                });
                out.println();
            }
            out.flush();
        } finally {
            server.shutdown();
        }
    }
}
