import java.awt.Color;
import java.awt.Font;
import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.preview.PNGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2Builder;
import org.gephi.layout.plugin.labelAdjust.LabelAdjust;
import org.gephi.layout.plugin.labelAdjust.LabelAdjustBuilder;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperties;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantOriginalColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Opens a GEXF file in Gephi, leaves out what has no edge and pieces of fewer nodes than asked for, lays the rest out by
 * ForceAtlas 2, moves labels apart and writes a PNG.
 *
 * Arguments: GEXF file, PNG file, the nodes of the smallest piece that is shown.
 */
public class Picture {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(new File(args[0]));
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        imports.process(container, new DefaultProcessor(), workspace);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        DirectedGraph graph = model.getDirectedGraph();
        int smallest = Integer.parseInt(args[2]);
        for (Node node : graph.getNodes().toArray()) {
            if (pieceOf(graph, node).size() < smallest) {
                graph.removeNode(node);
            }
        }
        // The same places on every run.
        Random random = new Random(7);
        for (Node node : graph.getNodes().toArray()) {
            node.setPosition(random.nextFloat() * 1000 - 500, random.nextFloat() * 1000 - 500);
            node.setSize(14 + 7 * (float) Math.sqrt(graph.getDegree(node)));
        }
        // Edges side by side would write their kinds over one another: the first bears all of them.
        Map<String, Edge> first = new HashMap<>();
        for (Edge edge : graph.getEdges().toArray()) {
            String kind = String.valueOf(edge.getTypeLabel()).toLowerCase().replace('_', ' ');
            Edge same = first.putIfAbsent(edge.getSource().getId() + " " + edge.getTarget().getId(), edge);
            edge.setLabel(same == null ? kind : "");
            if (same != null) {
                same.setLabel(same.getLabel() + ", " + kind);
            }
        }
        ForceAtlas2 forces = new ForceAtlas2(new ForceAtlas2Builder());
        forces.setGraphModel(model);
        forces.resetPropertiesValues();
        forces.setThreadsCount(1);
        // Strong gravity holds together what no edge does.
        forces.setScalingRatio(2600.0);
        forces.setGravity(0.25);
        forces.setStrongGravityMode(true);
        forces.setAdjustSizes(false);
        forces.initAlgo();
        for (int i = 0; i < 3000; i++) {
            forces.goAlgo();
        }
        forces.endAlgo();
        LabelAdjust apart = new LabelAdjust(new LabelAdjustBuilder());
        apart.setGraphModel(model);
        apart.resetPropertiesValues();
        apart.initAlgo();
        for (int i = 0; i < 400 && apart.canAlgo(); i++) {
            apart.goAlgo();
        }
        apart.endAlgo();

        PreviewModel preview = Lookup.getDefault().lookup(PreviewController.class).getModel(workspace);
        PreviewProperties properties = preview.getProperties();
        properties.putValue(PreviewProperty.BACKGROUND_COLOR, Color.WHITE);
        properties.putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        properties.putValue(PreviewProperty.NODE_LABEL_FONT, new Font("DejaVu Sans", Font.BOLD, 15));
        properties.putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        properties.putValue(PreviewProperty.NODE_LABEL_COLOR, new DependantOriginalColor(new Color(0x22, 0x22, 0x22)));
        // Labels lie on their nodes.
        properties.putValue(PreviewProperty.NODE_OPACITY, 45f);
        properties.putValue(PreviewProperty.NODE_BORDER_WIDTH, 0f);
        properties.putValue(PreviewProperty.EDGE_CURVED, true);
        properties.putValue(PreviewProperty.EDGE_THICKNESS, 1.6f);
        properties.putValue(PreviewProperty.EDGE_RESCALE_WEIGHT, false);
        properties.putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.SOURCE));
        properties.putValue(PreviewProperty.EDGE_OPACITY, 70f);
        properties.putValue(PreviewProperty.SHOW_EDGE_LABELS, true);
        properties.putValue(PreviewProperty.EDGE_LABEL_FONT, new Font("DejaVu Sans", Font.PLAIN, 11));
        properties.putValue(PreviewProperty.EDGE_LABEL_COLOR, new DependantOriginalColor(new Color(0x55, 0x55, 0x55)));
        properties.putValue(PreviewProperty.ARROW_SIZE, 5f);
        properties.putValue(PreviewProperty.MARGIN, 3f);

        PNGExporter exporter = (PNGExporter) Lookup.getDefault().lookup(ExportController.class).getExporter("png");
        exporter.setWorkspace(workspace);
        exporter.setWidth(1400);
        exporter.setHeight(1200);
        exporter.setTransparentBackground(false);
        try (OutputStream out = new FileOutputStream(args[1])) {
            exporter.setOutputStream(out);
            exporter.execute();
        }
        System.err.println(graph.getNodeCount() + " nodes and " + graph.getEdgeCount() + " edges in " + args[1]);
        System.exit(0);
    }

    /** The nodes that edges lead to from a node, whichever way they point. */
    private static Set<Node> pieceOf(DirectedGraph graph, Node start) {
        Set<Node> piece = new HashSet<>();
        ArrayDeque<Node> next = new ArrayDeque<>();
        next.add(start);
        while (!next.isEmpty()) {
            Node node = next.remove();
            if (piece.add(node)) {
                graph.getNeighbors(node).toCollection().forEach(next::add);
            }
        }
        return piece;
    }
}
