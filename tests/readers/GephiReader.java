import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Imports files into one Gephi workspace, the first as a new graph and each further one appended to it, as a person does by
 * File &gt; Import spreadsheet, then prints the graph: a line for the time, each node and each edge, cells parted by tabs.
 */
public class GephiReader {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        for (int i = 0; i < args.length; i++) {
            Container container = imports.importFile(new File(args[i]));
            container.getLoader().setAllowAutoNode(false);
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
            imports.process(container, i == 0 ? new DefaultProcessor() : new AppendProcessor(), workspace);
            String problems = container.getReport().getText();
            if (problems.contains("SEVERE") || problems.contains("CRITICAL")) {
                throw new IllegalStateException(args[i] + ": " + problems);
            }
        }
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        Graph graph = model.getGraph();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.println("time\t" + model.getConfiguration().getTimeRepresentation() + "\t" + model.getTimeFormat()
            + "\t" + model.getTimeBounds().getLow() + "\t" + model.getTimeBounds().getHigh());
        for (Node node : graph.getNodes().toArray()) {
            Object mentions = node.getAttribute("mentions");
            out.println("node\t" + node.getId() + "\t" + (node.getLabel() == null ? "" : node.getLabel()) + "\t" + mentions);
        }
        for (Edge edge : graph.getEdges().toArray()) {
            out.println("edge\t" + edge.getId() + "\t" + edge.getSource().getId() + "\t" + edge.getTypeLabel()
                + "\t" + edge.getTarget().getId() + "\t" + edge.isDirected() + "\t" + edge.getWeight());
        }
        out.flush();
        System.exit(0);
    }
}
