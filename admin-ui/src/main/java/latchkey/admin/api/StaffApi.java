package latchkey.admin.api;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import latchkey.admin.api.app.App;
import latchkey.admin.api.app.AppList;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactChange;
import latchkey.admin.api.contact.ContactList;
import latchkey.admin.api.contact.Counts;
import latchkey.admin.api.contact.Diagnosis;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.NewContact;
import latchkey.admin.api.contact.Sorting;
import latchkey.admin.api.duplicate.DuplicateList;
import latchkey.admin.api.duplicate.Merge;
import latchkey.admin.api.duplicate.TypedContact;
import latchkey.admin.api.event.Event;
import latchkey.admin.api.event.EventFilter;
import latchkey.admin.api.event.EventList;
import latchkey.admin.api.importing.Import;
import latchkey.admin.api.importing.ImportList;
import latchkey.admin.api.importing.ImportProgress;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.BatchList;
import latchkey.admin.api.invitation.BatchStarted;
import latchkey.admin.api.invitation.BatchSummary;
import latchkey.admin.api.invitation.InvitationPreview;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.api.job.Job;
import latchkey.admin.api.job.JobChange;
import latchkey.admin.api.job.JobList;
import latchkey.admin.api.job.NewJob;
import latchkey.admin.api.mail.MailList;
import latchkey.admin.api.mail.MailPreview;
import latchkey.admin.api.mail.SentMail;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.region.RegionList;
import latchkey.admin.api.staff.NewStaff;
import latchkey.admin.api.staff.OwnSession;
import latchkey.admin.api.staff.OwnSessionList;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.api.staff.StaffChange;
import latchkey.admin.api.staff.StaffList;

/**
 * The staff API as one signed-in member may use it. Each method blocks, for at most five seconds except for imports and
 * changes that may wait for one, and throws {@link Unauthorized}, {@link Unavailable} or {@link Refused}. For any
 * thread.
 */
public final class StaffApi {

    /** The ending of a workbook's name. */
    public static final String WORKBOOK = ".xlsx";

    private static final Duration IMPORT = Duration.ofMinutes(5);

    /** The backend waits at most two minutes for an import that is writing the contact. */
    private static final Duration PATIENT = Duration.ofSeconds(125);

    private final Transport transport;
    private final Tokens tokens;

    StaffApi(Transport transport, Tokens tokens) {
        this.transport = transport;
        this.tokens = tokens;
    }

    public List<Region> regions() {
        return get("/regions", RegionList.class).items();
    }

    public ContactList contacts(Filter filter, Sorting sorting, int offset, int limit) {
        return get(
                new Query("/contacts")
                        .with(filter)
                        .with("sort", sorting.column())
                        .with("order", sorting.order())
                        .with("offset", offset)
                        .with("limit", limit),
                ContactList.class);
    }

    public Counts counts(Filter filter) {
        return get(new Query("/contacts/counts").with(filter), Counts.class);
    }

    public Contact contact(String id) {
        return get(contactPath(id), Contact.class);
    }

    public CheckedAddress checkAddress(String typed) {
        return post("/addresses/check", Map.of("address", typed), CheckedAddress.class);
    }

    /** The contacts of its region that already have what is typed. */
    public DuplicateList duplicates(TypedContact typed) {
        return post("/contacts/duplicates", typed, DuplicateList.class);
    }

    public Contact create(NewContact contact) {
        return post("/contacts", contact, Contact.class);
    }

    public Contact change(String id, ContactChange change) {
        return send("PATCH", contactPath(id), Transport.json(change), Contact.class);
    }

    /** Changes the address: an invited client gets a new invitation, one with an account has to confirm it. */
    public Contact changeAddress(String id, String email) {
        return post(contactPath(id) + "/email", Map.of("email", email), Contact.class);
    }

    /** Archives the contact; an open invitation ends. */
    public Contact archive(String id) {
        return post(contactPath(id) + "/archive", Contact.class);
    }

    public Contact restore(String id) {
        return post(contactPath(id) + "/restore", Contact.class);
    }

    /** Erases the person from every table. */
    public void erase(String id) {
        var _ = withToken(token -> transport.text(
                request(contactPath(id), token).timeout(PATIENT).DELETE().build()));
    }

    /** The first contact as it would be if the second were merged into it. */
    public Contact previewMerge(Contact kept, Contact other) {
        return merge(new Query(contactPath(kept.id()) + "/merge").with("dryRun", true), kept, other);
    }

    /** Merges the second into the first, and returns that. */
    public Contact merge(Contact kept, Contact other) {
        return merge(new Query(contactPath(kept.id()) + "/merge"), kept, other);
    }

    private Contact merge(Query path, Contact kept, Contact other) {
        var body = Transport.json(new Merge(other.id(), kept.version(), other.version()));
        return withToken(token -> transport.value(
                request(path.toString(), token)
                        .header("Content-Type", "application/json")
                        .timeout(PATIENT)
                        .POST(body)
                        .build(),
                Contact.class));
    }

    public Contact invite(String id) {
        return post(contactPath(id) + "/invitation", Contact.class);
    }

    /** @param message what the member adds in their own words */
    public Contact invite(String id, String message) {
        return post(contactPath(id) + "/invitation", Map.of("message", message), Contact.class);
    }

    /** The invitation as the client would read it; nothing is sent. */
    public MailPreview previewInvitation(String id, String message) {
        return post(contactPath(id) + "/invitation?dryRun=true", Map.of("message", message), MailPreview.class);
    }

    public List<OwnSession> ownSessions() {
        return get("/me/sessions", OwnSessionList.class).items();
    }

    public void endSession(String id) {
        delete("/me/sessions/" + Segment.of(id));
    }

    public void rename(String name) {
        var _ = withToken(token -> transport.text(request("/me", token)
                .header("Content-Type", "application/json")
                .method("PATCH", Transport.json(Map.of("name", name)))
                .build()));
    }

    public void changePassword(String current, String password) {
        var _ = withToken(token -> transport.text(request("/me/password", token)
                .header("Content-Type", "application/json")
                .POST(Transport.json(Map.of("currentPassword", current, "password", password)))
                .build()));
    }

    /** What a contact was sent, newest first. */
    public List<SentMail> mails(String id) {
        return get(contactPath(id) + "/mails", MailList.class).items();
    }

    public SentMail mail(String id, String mail) {
        return get(contactPath(id) + "/mails/" + Segment.of(mail), SentMail.class);
    }

    public void revoke(String id) {
        delete(contactPath(id) + "/invitation");
    }

    /** @param reason shown to colleagues */
    public Contact disable(String id, Optional<String> reason) {
        var body = reason.<HttpRequest.BodyPublisher>map(words -> Transport.json(Map.of("reason", words)))
                .orElseGet(BodyPublishers::noBody);
        return takeAway(contactPath(id) + "/account/disable", body);
    }

    /** Forgets the wrong passwords that were counted. */
    public Contact unlock(String id) {
        return post(contactPath(id) + "/account/unlock", Contact.class);
    }

    public Contact enable(String id) {
        return post(contactPath(id) + "/account/enable", Contact.class);
    }

    public Contact signOutEverywhere(String id) {
        return takeAway(contactPath(id) + "/account/sign-out", BodyPublishers.noBody());
    }

    public Contact sendResetLink(String id) {
        return post(contactPath(id) + "/account/reset", Contact.class);
    }

    public Diagnosis diagnosis(String id) {
        return get(contactPath(id) + "/diagnosis", Diagnosis.class);
    }

    /** @param before the id of the last event that was read; empty begins with the newest */
    public List<Event> eventsOf(String contactId, Optional<String> before, int limit) {
        return get(
                        new Query(contactPath(contactId) + "/events")
                                .with("before", before)
                                .with("limit", limit),
                        EventList.class)
                .items();
    }

    public List<Event> events(EventFilter filter, Optional<String> before, int limit) {
        return get(
                        new Query("/events")
                                .with("kind", filter.kind())
                                .with("actor", filter.actor())
                                .with("region", filter.region())
                                .with("from", filter.from())
                                .with("to", filter.to())
                                .with("before", before)
                                .with("limit", limit),
                        EventList.class)
                .items();
    }

    /** The jobs that contain every word of the search, by reference; at most {@code limit}. */
    public JobList jobs(String search, int limit) {
        return get(new Query("/jobs").with("search", search).with("limit", limit), JobList.class);
    }

    public Job job(String id) {
        return get(jobPath(id), Job.class);
    }

    public Job createJob(NewJob job) {
        return post("/jobs", job, Job.class);
    }

    public Job changeJob(String id, JobChange change) {
        return send("PATCH", jobPath(id), Transport.json(change), Job.class);
    }

    public void deleteJob(String id) {
        delete(jobPath(id));
    }

    public Job addToJob(String job, String contact) {
        return send("PUT", jobPath(job) + "/people/" + Segment.of(contact), BodyPublishers.noBody(), Job.class);
    }

    public void removeFromJob(String job, String contact) {
        delete(jobPath(job) + "/people/" + Segment.of(contact));
    }

    public InvitationPreview preview(Selection selection) {
        return post("/invitations/preview", selection, InvitationPreview.class);
    }

    /**
     * Starts a batch; its id.
     *
     * @param key identifies this start: sent again with the same key, it starts nothing and returns the same id
     */
    public String inviteAll(Selection selection, UUID key) {
        return withToken(token -> transport.value(
                        request("/invitations", token)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "\"" + key + "\"")
                                .POST(Transport.json(selection))
                                .build(),
                        BatchStarted.class))
                .batch();
    }

    /** The member's own batches, newest first. */
    public List<BatchSummary> batches(int limit) {
        return get(new Query("/invitations").with("limit", limit), BatchList.class)
                .items();
    }

    /** The progress of a batch, without its refusals. */
    public Batch batch(String id) {
        return batch(id, 0, 0);
    }

    /** A page of a batch's refusals; at most 1,000 of them. */
    public List<Refusal> refusals(String id, int offset, int limit) {
        return batch(id, offset, limit).refused();
    }

    /** The same for contacts whose mail did not arrive. */
    public List<Refusal> undelivered(String id, int offset, int limit) {
        return batch(id, offset, limit).notDelivered();
    }

    private Batch batch(String id, int offset, int limit) {
        return get(
                new Query("/invitations/" + Segment.of(id))
                        .with("offset", offset)
                        .with("limit", limit),
                Batch.class);
    }

    public void stopBatch(String id) {
        delete("/invitations/" + Segment.of(id));
    }

    /**
     * Fails with {@link Refused} if another import is running.
     *
     * @param file a workbook if its name ends like one
     * @param mapping our field to the file's column; if empty, the backend recognises the columns
     * @param encoding of the characters, if the member chose one
     * @param region of rows that name none
     * @param progress called on the calling thread
     */
    public ImportResult importContacts(
            Path file,
            Map<String, String> mapping,
            Optional<String> encoding,
            String region,
            boolean dry,
            Consumer<ImportProgress> progress) {
        var query = new Query("/contacts/import")
                .with("dryRun", dry)
                .with(
                        "mapping",
                        mapping.isEmpty() ? Optional.empty() : Optional.of(Transport.JSON.writeValueAsString(mapping)))
                .with("encoding", encoding)
                .with("region", region);
        return withToken(token -> {
            var lines = new ImportLines(progress);
            HttpRequest request = request(query.toString(), token)
                    .timeout(IMPORT)
                    .setHeader("Accept", "application/x-ndjson, application/problem+json")
                    .header("Content-Type", type(file))
                    .header("Prefer", "wait=1")
                    .POST(publisher(file))
                    .build();
            transport.lines(request, lines::take, IMPORT);
            return lines.result();
        });
    }

    /** Those that added contacts, newest first. */
    public List<Import> imports(int limit) {
        return get(new Query("/imports").with("limit", limit), ImportList.class).items();
    }

    private static String type(Path list) {
        return list.toString().endsWith(WORKBOOK)
                ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                : "text/csv";
    }

    /** The CSV as it streams in; the caller closes it. */
    public InputStream export(Filter filter) {
        return download(new Query("/contacts/export").with(filter).toString(), "text/csv");
    }

    /** All that is kept about the person, as JSON; the caller closes it. */
    public InputStream dataOf(String id) {
        return download(contactPath(id) + "/data", "application/json");
    }

    private InputStream download(String path, String type) {
        var request = request(path, tokens.access())
                .setHeader("Accept", type + ", application/problem+json")
                .build();
        HttpResponse<InputStream> response = transport.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw Transport.failure(response.statusCode(), "");
        }
        return response.body();
    }

    /** For administrators. */
    public List<App> apps() {
        return get("/apps", AppList.class).items();
    }

    public List<Staff> staff() {
        return get("/staff", StaffList.class).items();
    }

    public Staff addStaff(NewStaff member) {
        return post("/staff", member, Staff.class);
    }

    public Staff changeStaff(String id, StaffChange change) {
        return send("PATCH", "/staff/" + Segment.of(id), Transport.json(change), Staff.class);
    }

    public void endStaff(String id) {
        delete("/staff/" + Segment.of(id));
    }

    public Staff mailStaffLink(String id) {
        return post("/staff/" + Segment.of(id) + "/link", Staff.class);
    }

    public void signOut() {
        delete("/session");
    }

    Tokens tokens() {
        return tokens;
    }

    HttpRequest.Builder request(String path, String token) {
        return transport.request(path, tokens.forwardedFor()).header("Authorization", "Bearer " + token);
    }

    private static String contactPath(String id) {
        return "/contacts/" + Segment.of(id);
    }

    private static String jobPath(String id) {
        return "/jobs/" + Segment.of(id);
    }

    private <T> T get(Object path, Class<T> type) {
        return send("GET", path, BodyPublishers.noBody(), type);
    }

    private <T> T post(String path, Class<T> type) {
        return send("POST", path, BodyPublishers.noBody(), type);
    }

    private <T> T post(String path, Object body, Class<T> type) {
        return send("POST", path, Transport.json(body), type);
    }

    private Contact takeAway(String path, HttpRequest.BodyPublisher body) {
        return withToken(token -> {
            HttpRequest.Builder request = request(path, token).timeout(PATIENT).POST(body);
            if (body.contentLength() > 0) {
                request.header("Content-Type", "application/json");
            }
            return transport.value(request.build(), Contact.class);
        });
    }

    private void delete(String path) {
        var _ = withToken(token -> transport.text(
                request(path, token).method("DELETE", BodyPublishers.noBody()).build()));
    }

    private <T> T send(String method, Object path, HttpRequest.BodyPublisher body, Class<T> type) {
        return withToken(token -> {
            HttpRequest.Builder request = request(path.toString(), token).method(method, body);
            if (body.contentLength() > 0) {
                request.header("Content-Type", "application/json");
            }
            return transport.value(request.build(), type);
        });
    }

    /** A refused token may merely have expired: it is renewed and tried once more. */
    private <T> T withToken(Function<String, T> call) {
        String token = tokens.access();
        try {
            return call.apply(token);
        } catch (Unauthorized e) {
            return call.apply(tokens.accessAfter(token));
        }
    }

    private static HttpRequest.BodyPublisher publisher(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }
}
