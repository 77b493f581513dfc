import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Starts the Neo4j server of a home folder at a free port of this machine, with a password, says the port on a line of its own,
 * and stops when standard input ends.
 *
 * Arguments: home, import folder, password of the user neo4j.
 */
public class Neo4jServer {
    public static void main(String[] args) throws Exception {
        DatabaseManagementService server =
            new DatabaseManagementServiceBuilder(Path.of(args[0]))
                .setConfig(GraphDatabaseSettings.load_csv_file_url_root, Path.of(args[1]))
                .setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .setConfig(HttpConnector.enabled, false)
                .build();
        try {
            server.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", java.util.Map.of("password", args[2]));
            GraphDatabaseAPI graph = (GraphDatabaseAPI) server.database("neo4j");
            ConnectorPortRegister ports = graph.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
            System.out.write(("port " + ports.getLocalAddress(ConnectorType.BOLT).getPort() + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            System.in.readAllBytes();
        } finally {
            server.shutdown();
        }
    }
}
