// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The JobManager's REST API, as far as the job needs it. */
final class FlinkRest {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SHORT = Duration.ofSeconds(10);

  /** The program's main runs meanwhile; a request given up too early would start it twice. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private final URI base;
  private final ObjectMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  FlinkRest(URI base) {
    this.base = base;
  }

  /** The jobs of this name that the JobManager knows, the newest first. */
  List<FlinkJob> jobs(String name) throws IOException, InterruptedException {
    List<FlinkJob> jobs = new ArrayList<>();
    for (JsonNode job : send(request("/jobs/overview", SHORT).GET()).path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        jobs.add(
            new FlinkJob(
                job.path("jid").asText(),
                name,
                job.path("state").asText(),
                Instant.ofEpochMilli(job.path("start-time").asLong()),
                job.path("tasks").path("total").asInt(),
                job.path("tasks").path("running").asInt()));
      }
    }
    jobs.sort(Comparator.comparing(FlinkJob::started).reversed());
    return jobs;
  }

  /** Why a job failed last, one line; nothing if it did not. */
  Optional<String> lastFailure(String jobId) throws IOException, InterruptedException {
    JsonNode newest =
        send(request("/jobs/" + jobId + "/exceptions?maxExceptions=1", SHORT).GET())
            .path("exceptionHistory")
            .path("entries")
            .path(0)
            .path("stacktrace");
    return rootCause(newest.asText());
  }

  /** The innermost cause that a stack trace, or several, tell of. */
  private static Optional<String> rootCause(String stackTrace) {
    return stackTrace
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("\tat"))
        .reduce(
            (found, line) ->
                line.startsWith("Caused by: ") ? line.substring("Caused by: ".length()) : found);
  }

  /**
   * A gauge of a job's operator, of each of its subtasks; empty if not all of them have it.
   *
   * @param operator the operator's name
   * @param gauge the gauge's name, with its groups
   */
  List<Integer> gauges(String jobId, String operator, String gauge)
      throws IOException, InterruptedException {
    for (JsonNode vertex : send(request("/jobs/" + jobId, SHORT).GET()).path("vertices")) {
      if (List.of(vertex.path("name").asText().split(" -> ")).contains(operator)) {
        int subtasks = vertex.path("parallelism").asInt();
        String names =
            IntStream.range(0, subtasks)
                .mapToObj(subtask -> subtask + "." + operator + "." + gauge)
                .collect(Collectors.joining(","));
        String path = "/jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/metrics";
        List<Integer> values = new ArrayList<>();
        for (JsonNode metric : send(request(path + "?get=" + names, SHORT).GET())) {
          values.add(Integer.parseInt(metric.path("value").asText()));
        }
        return values.size() == subtasks ? values : List.of();
      }
    }
    return List.of();
  }

  void cancel(String jobId) throws IOException, InterruptedException {
    send(request("/jobs/" + jobId, SHORT).method("PATCH", BodyPublishers.noBody()));
  }

  /**
   * Has a savepoint made and the job ended with it.
   *
   * @param folder in which the savepoint gets a folder of its own
   * @return what to ask {@link #savepoint} with
   */
  String stopWithSavepoint(String jobId, Path folder) throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.put("targetDirectory", folder.toUri().toString());
    body.put("drain", false);
    return send(request("/jobs/" + jobId + "/stop", SHORT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())))
        .path("request-id")
        .asText();
  }

  /**
   * The folder of a savepoint that was asked for, once it is complete.
   *
   * @throws IOException if it has failed
   */
  Optional<Path> savepoint(String jobId, String requestId)
      throws IOException, InterruptedException {
    JsonNode answer = send(request("/jobs/" + jobId + "/savepoints/" + requestId, SHORT).GET());
    if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
      return Optional.empty();
    }
    JsonNode operation = answer.path("operation");
    if (!operation.has("location")) {
      String trace = operation.path("failure-cause").path("stack-trace").asText();
      throw new IOException("the savepoint failed: " + rootCause(trace).orElse("no reason given"));
    }
    return Optional.of(Path.of(URI.create(operation.path("location").asText())));
  }

  /** The id of an uploaded jar of this name, if there is one. */
  Optional<String> uploadedJar(String name) throws IOException, InterruptedException {
    for (JsonNode file : send(request("/jars", SHORT).GET()).path("files")) {
      if (file.path("name").asText().equals(name)) {
        return Optional.of(file.path("id").asText());
      }
    }
    return Optional.empty();
  }

  /** The id of an uploaded jar, if there is one. */
  Optional<String> anyJar() throws IOException, InterruptedException {
    JsonNode id = send(request("/jars", SHORT).GET()).path("files").path(0).path("id");
    return id.isTextual() ? Optional.of(id.asText()) : Optional.empty();
  }

  /** Deletes the uploaded jars. */
  void deleteJars() throws IOException, InterruptedException {
    for (JsonNode file : send(request("/jars", SHORT).GET()).path("files")) {
      send(request("/jars/" + file.path("id").asText(), SHORT).DELETE());
    }
  }

  /** Uploads a jar under a name and returns its id. */
  String upload(Path jar, String name) throws IOException, InterruptedException {
    String boundary = "lakebus-" + UUID.randomUUID();
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    JsonNode answer =
        send(
            request("/jars/upload", LONG)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    String file = answer.path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** Whose a checkpoint's files are after a job has gone on from it. */
  enum Claim {
    /** The new job's: it deletes what it supersedes. */
    CLAIM,
    /** Nobody's: the new job copies what it needs. */
    NO_CLAIM
  }

  /**
   * Runs an uploaded jar.
   *
   * @param from the folder of the checkpoint to go on from; without one the job starts empty
   * @param claim whose that checkpoint is from then on
   */
  void run(String jarId, String mainClass, List<String> arguments, Optional<Path> from, Claim claim)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.put("entryClass", mainClass);
    arguments.forEach(body.withArray("programArgsList")::add);
    from.ifPresent(
        checkpoint -> {
          body.put("savepointPath", checkpoint.toUri().toString());
          body.put("claimMode", claim.name());
        });
    send(
        request("/jars/" + jarId + "/run", LONG)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(limit);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "the JobManager answered " + response.statusCode() + ": " + problem(response.body()));
    }
    return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
  }

  /** The cause at the bottom of the stack trace that Flink sends. */
  private String problem(String body) throws IOException {
    if (!body.startsWith("{")) {
      return body;
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode error : json.readTree(body).path("errors")) {
      text.append(error.asText()).append('\n');
    }
    return rootCause(text.toString()).orElse("no reason given");
  }
}
