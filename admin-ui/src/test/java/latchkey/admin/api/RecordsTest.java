package latchkey.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.app.App;
import latchkey.admin.api.app.AppList;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactChange;
import latchkey.admin.api.contact.ContactJob;
import latchkey.admin.api.contact.ContactList;
import latchkey.admin.api.contact.Counts;
import latchkey.admin.api.contact.Diagnosis;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.Mail;
import latchkey.admin.api.contact.MailStatus;
import latchkey.admin.api.contact.NewContact;
import latchkey.admin.api.contact.Portal;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.api.duplicate.Duplicate;
import latchkey.admin.api.duplicate.DuplicateList;
import latchkey.admin.api.duplicate.Merge;
import latchkey.admin.api.duplicate.TypedContact;
import latchkey.admin.api.event.Event;
import latchkey.admin.api.event.EventList;
import latchkey.admin.api.importing.Import;
import latchkey.admin.api.importing.ImportList;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow;
import latchkey.admin.api.invitation.Batch;
import latchkey.admin.api.invitation.BatchList;
import latchkey.admin.api.invitation.BatchStarted;
import latchkey.admin.api.invitation.BatchSummary;
import latchkey.admin.api.invitation.InvitationGroup;
import latchkey.admin.api.invitation.InvitationPreview;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.api.job.Job;
import latchkey.admin.api.job.JobChange;
import latchkey.admin.api.job.JobList;
import latchkey.admin.api.job.JobPerson;
import latchkey.admin.api.job.NewJob;
import latchkey.admin.api.mail.MailList;
import latchkey.admin.api.mail.MailPreview;
import latchkey.admin.api.mail.SentMail;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.region.RegionList;
import latchkey.admin.api.staff.ActivationOwner;
import latchkey.admin.api.staff.NewStaff;
import latchkey.admin.api.staff.OwnSession;
import latchkey.admin.api.staff.OwnSessionList;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.api.staff.StaffChange;
import latchkey.admin.api.staff.StaffList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The records and the API's document say the same: the same fields, and optional where the document leaves it open. */
@SuppressWarnings("unchecked")
class RecordsTest {

    private static final Path DOCUMENT = Path.of("../backend/src/main/resources/openapi/staff.yaml");
    private static final Map<String, Object> SCHEMAS = schemas();

    /** Sent as they are written down once, read field by field, or enumerations. */
    private static final Set<String> WITHOUT_RECORD = Set.of(
            "Activation",
            "ActivationCheck",
            "ImportLine",
            "InvitationGroup",
            "MailStatus",
            "PortalStatus",
            "Refresh",
            "SignIn",
            "TypedAddress");

    static Stream<Class<? extends Record>> records() {
        return Stream.of(
                Contact.class,
                App.class,
                AppList.class,
                ContactJob.class,
                Job.class,
                JobPerson.class,
                JobList.class,
                NewJob.class,
                JobChange.class,
                CheckedAddress.class,
                ContactList.class,
                ContactChange.class,
                NewContact.class,
                TypedContact.class,
                Duplicate.class,
                DuplicateList.class,
                Merge.class,
                Portal.class,
                Mail.class,
                SentMail.class,
                MailList.class,
                MailPreview.class,
                Counts.class,
                Event.class,
                EventList.class,
                Diagnosis.class,
                Filter.class,
                Selection.class,
                InvitationPreview.class,
                InvitationPreview.RefusedGroup.class,
                Batch.class,
                BatchStarted.class,
                BatchSummary.class,
                BatchList.class,
                Refusal.class,
                ImportResult.class,
                ImportRow.class,
                Import.class,
                ImportList.class,
                Staff.class,
                StaffList.class,
                NewStaff.class,
                OwnSession.class,
                OwnSessionList.class,
                StaffChange.class,
                StaffSession.class,
                Region.class,
                RegionList.class,
                Problem.class,
                Portal.AddressHolder.class,
                ActivationOwner.class);
    }

    @Test
    void each_schema_has_its_record_or_is_known_to_need_none() {
        var missing = new TreeSet<>(SCHEMAS.keySet());
        records().map(Class::getSimpleName).forEach(missing::remove);
        assertThat(missing)
                .as("schemas without a record: add it to records(), or the schema to WITHOUT_RECORD")
                .isEqualTo(WITHOUT_RECORD);
    }

    @Test
    void enumerations_have_the_constants_of_the_document() {
        assertThat(SCHEMAS.get("PortalStatus"))
                .extracting("enum", LIST)
                .containsExactlyElementsOf(names(PortalStatus.values()));
        assertThat(SCHEMAS.get("InvitationGroup"))
                .extracting("enum", LIST)
                .containsExactlyElementsOf(names(InvitationGroup.values()));
        assertThat(SCHEMAS.get("MailStatus"))
                .extracting("enum", LIST)
                .containsExactlyElementsOf(names(MailStatus.values()));
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    @ParameterizedTest
    @MethodSource("records")
    void each_field_of_a_record_stands_in_the_document(Class<? extends Record> record) {
        assertThat(properties(record)).containsAll(components(record).keySet());
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_the_document_leaves_open_is_optional(Class<? extends Record> record) {
        Set<String> required = required(record);
        components(record).forEach((name, component) -> {
            boolean open = !required.contains(name) || isNullable(record, name);
            boolean tolerant =
                    component.getType() == Optional.class || component.getType().isPrimitive();
            if (open && !isSent(record)) {
                assertThat(tolerant).as(record.getSimpleName() + "." + name).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("records")
    void what_the_document_demands_is_there(Class<? extends Record> record) {
        assertThat(components(record).keySet()).containsAll(required(record));
    }

    static Stream<Record> sent() {
        Optional<String> some = Optional.of("x");
        var filter = new Filter(some, some, Optional.of(PortalStatus.INVITED), some, some, some);
        return Stream.of(
                filter,
                Selection.of(filter),
                Selection.of(List.of("c1")),
                Selection.of(List.of("c1")).only(Set.of(InvitationGroup.NEW)),
                new NewContact("au", "A", "B", "a@example.test", some, Optional.empty()),
                new TypedContact("au", some, Optional.empty(), some, Optional.empty()),
                new NewJob("au", "AU-1", "Lot 1"),
                new JobChange("AU-1", "Lot 1"),
                new Merge("c1", Optional.of(1L), Optional.empty()),
                new ContactChange(Optional.of(1L), "A", "B", some, some, some, Optional.empty()),
                new NewStaff("A", "a@example.test", Staff.Role.ADMIN, List.of()),
                new StaffChange(Optional.of("A"), Optional.of(Staff.Role.SUPPORT), Optional.of(List.of("au"))));
    }

    /** A method that looks like a property would be sent as one, and the backend refuses what it does not know. */
    @ParameterizedTest
    @MethodSource("sent")
    void nothing_is_sent_that_the_document_does_not_know(Record record) {
        Map<String, Object> json = Transport.JSON.convertValue(record, Map.class);
        assertThat(properties(record.getClass())).containsAll(json.keySet());
        json.forEach((name, value) -> assertThat(value != null || isNullable(record.getClass(), name))
                .as(name)
                .isTrue());
    }

    @Test
    void what_is_left_open_is_not_sent() {
        assertThat(Transport.JSON.writeValueAsString(Filter.ALL)).isEqualTo("{}");
        assertThat(Transport.JSON.writeValueAsString(Selection.of(Filter.ALL))).isEqualTo("{\"filter\":{}}");
    }

    /** A record that is only sent may always say more than it must. */
    private static boolean isSent(Class<?> record) {
        return List.of(ContactChange.class, JobChange.class, StaffChange.class).contains(record);
    }

    private static Map<String, RecordComponent> components(Class<? extends Record> record) {
        return Stream.of(record.getRecordComponents()).collect(Collectors.toMap(RecordsTest::name, it -> it));
    }

    /** A word of the document may be one that Java keeps for itself. */
    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static Set<String> properties(Class<?> record) {
        return part(schema(record), "properties").keySet();
    }

    private static Set<String> required(Class<?> record) {
        return Set.copyOf((List<String>) schema(record).getOrDefault("required", List.of()));
    }

    private static boolean isNullable(Class<?> record, String name) {
        var property = part(part(schema(record), "properties"), name);
        return property.get("type") instanceof List<?> types && types.contains("null");
    }

    private static Map<String, Object> schema(Class<?> record) {
        return part(SCHEMAS, record.getSimpleName());
    }

    private static Map<String, Object> part(Map<String, Object> whole, String name) {
        assertThat(whole).containsKey(name);
        return (Map<String, Object>) Objects.requireNonNull(whole.get(name));
    }

    private static Map<String, Object> schemas() {
        try (Reader reader = Files.newBufferedReader(DOCUMENT)) {
            var document = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromReader(reader);
            return part(part(document, "components"), "schemas");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
