package latchkey.transfer.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of more kinds than {@link ListCasesTest} has files of: other programs, encodings and habits. */
class ListKindsTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();

    /** What a list of one row, or of some, comes to. */
    record Kind(String name, Charset charset, String list, List<String> people) {

        Kind(String name, String charset, String list, String... people) {
            this(name, Charset.forName(charset), list, List.of(people));
        }
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                        new Kind(
                                "A name beside a surname",
                                "UTF-8",
                                "Title,Name,Surname,Email,Ph,Country\n"
                                        + "Mr,Ben,Okafor,ben@example.test,0400 111 226,AU\n"
                                        + "Ms,Mary Ann,Okafor,mary@example.test,,AU\n"
                                        + "Ms,Ada Okafor,Okafor,ada@example.test,,AU\n"
                                        + "Ms,Maria Garcia Lopez,garcia lopez,,,AU\n"
                                        + "Ms,Okafor,Okafor,,,AU\n",
                                "NEW au Ben|Okafor ben@example.test 0400 111 226 null",
                                "NEW au Mary Ann|Okafor mary@example.test null null",
                                "NEW au Ada|Okafor ada@example.test null null",
                                "NEW au Maria|garcia lopez null null null",
                                "NEW au Okafor|Okafor null null null"),
                        new Kind(
                                "A full name beside a given name",
                                "UTF-8",
                                "First Name,Full Name,Country\nMary,Mary Ann Okafor,AU\nBob,Robert Eze,AU\n",
                                "NEW au Mary Ann|Okafor null null null",
                                "NEW au Robert|Eze null null null"),
                        new Kind(
                                "Places and codes beside the country",
                                "UTF-8",
                                "First Name,Last Name,Country\n"
                                        + "A,One,\"Perth, Australia\"\nB,Two,NZ - New Zealand\n"
                                        + "C,Three,United States of America (the)\nD,Four,USA - Colorado\n"
                                        + "E,Five,Australia / New Zealand\n",
                                "NEW au A|One null null null",
                                "NEW nz B|Two null null null",
                                "NEW us C|Three null null null",
                                "NEW us D|Four null null null",
                                "REFUSED null E|Five null null null"),
                        new Kind(
                                "Nothing, in words",
                                "UTF-8",
                                "First Name,Last Name,Email,Phone,Ref,Country\n"
                                        + "A,Six,NULL,(none),N/A,AU\nB,Seven,<null>,No phone,(blank),AU\n"
                                        + "C,Eight,0,no phone number,[none],AU\n",
                                "NEW au A|Six null null null",
                                "NEW au B|Seven null null null",
                                "NEW au C|Eight null null null"),
                        new Kind(
                                "A contact's number is a phone's",
                                "UTF-8",
                                "Given Name,Family Name,Email,Contact Number,Country\n"
                                        + "Priya,Raman,priya@example.test,0400 111 227,AU\n",
                                "NEW au Priya|Raman priya@example.test 0400 111 227 null"),
                        new Kind(
                                "Of MS-DOS",
                                "UTF-8",
                                "First Name,Last Name,Country\r\nUma,Nine,AU\r\n\u001a",
                                "NEW au Uma|Nine null null null"),
                        new Kind(
                                "Of Numbers, below the table's name",
                                "UTF-8",
                                "Table 1\n\nFirst name;Last name;Email;Phone;Country\n"
                                        + "Priya;Das;das@example.test;0400 111 228;AU\n",
                                "NEW au Priya|Das das@example.test 0400 111 228 null"),
                        new Kind(
                                "Of Salesforce, with the other phone filled in",
                                "UTF-8",
                                "\"Contact ID\",\"Salutation\",\"First Name\",\"Last Name\",\"Account Name\","
                                        + "\"Mailing Country\",\"Phone\",\"Mobile\",\"Email\",\"Account Owner\"\n"
                                        + "\"0031I0\",\"Ms.\",\"Priya\",\"Rao\",\"Rao Household\",\"Australia\",\"\","
                                        + "\"+61 400 111 229\",\"rao@example.test\",\"Staff Member\"\n",
                                "NEW au Priya|Rao rao@example.test +61 400 111 229 0031I0"),
                        new Kind(
                                "Of HubSpot",
                                "UTF-8",
                                "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Create Date,Country/Region\n"
                                        + "51,Priya,Sen,sen@example.test,,Staff,2026-11-01 09:00,New Zealand\n",
                                "NEW nz Priya|Sen sen@example.test null 51"),
                        new Kind(
                                "Of Google",
                                "UTF-8",
                                "First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value,"
                                        + "Phone 1 - Label,Phone 1 - Value,Address 1 - Country\n"
                                        + "Priya,,Iyer,,* myContacts,* Home,iyer@example.test,Mobile,+64 21 555 0102,NZ\n",
                                "NEW nz Priya|Iyer iyer@example.test +64 21 555 0102 null"),
                        new Kind(
                                "Without a mark, the mark turned round, and a separator named",
                                "UTF-16BE",
                                "\uFEFFsep=|\r\nFirst Name|Last Name|Email|Country\r\n"
                                        + "Āwhina|Tāwhai|awhina@example.test|NZ\r\n",
                                "NEW nz Āwhina|Tāwhai awhina@example.test null null"),
                        new Kind(
                                "A row of groups above the names, and breaks in them",
                                "UTF-8",
                                ",Contact,,Address,\n\"First\nName\",\"Last\nName\",\"E-mail\naddress\",Street,Country\n"
                                        + "Priya,Pillai,pillai@example.test,1 Test St,AU\n",
                                "NEW au Priya|Pillai pillai@example.test null null"),
                        new Kind(
                                "Of a page of the web",
                                "UTF-8",
                                "First Name,Last Name,Email,Country\nSiobhán,O&#39;Shea &amp; Co,shea@example.test&nbsp;,AU\n",
                                "NEW au Siobhán|O'Shea & Co shea@example.test null null"),
                        new Kind(
                                "Of Navision",
                                "UTF-8",
                                "Cust No.,Cust Name,E-Mail,Phone No.,Country/Region Code\nC0001,Ada Obi,obi@example.test,0400 111 230,AU\n",
                                "NEW au Ada|Obi obi@example.test 0400 111 230 C0001"),
                        new Kind(
                                "Phones in short",
                                "UTF-8",
                                "Forename,Family name,Email addr.,Home Ph,Mobile Ph,Nation\nAda,Eze,eze@example.test,08 9000 1111,0400 111 231,AU\n",
                                "NEW au Ada|Eze eze@example.test 0400 111 231 null"),
                        new Kind(
                                "Blank rows above, short and long rows",
                                "UTF-8",
                                "\n,,,\n\"Clients, by name\"\nFirst Name,Last Name,Email,Country\nAda,Uba,uba@example.test\nAda,Ude,ude@example.test,AU,more,cells\n\n,,,\n",
                                "NEW nz Ada|Uba uba@example.test null null",
                                "NEW au Ada|Ude ude@example.test null null"),
                        new Kind(
                                "Three ends of a line",
                                "UTF-8",
                                "First Name,Last Name,Email,Country\r\nA,Kim,kim@example.test,AU\nB,Kim,kim.b@example.test,AU\rC,Kim,kim.c@example.test,AU",
                                "NEW au A|Kim kim@example.test null null",
                                "NEW au B|Kim kim.b@example.test null null",
                                "NEW au C|Kim kim.c@example.test null null"),
                        new Kind(
                                "Greek",
                                "UTF-16LE",
                                "\uFEFFFirst Name\tLast Name\tEmail\tCountry\nΕλένη\tΠαππά\teleni@example.test\tAU\n",
                                "NEW au Ελένη|Παππά eleni@example.test null null"))
                .map(kind -> Arguments.argumentSet(kind.name(), kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_list_comes_in_as_it_was_meant(Kind kind) {
        assertThat(people(looked("&region=nz", kind.list().getBytes(kind.charset()))))
                .isEqualTo(kind.people());
    }

    @Test
    void a_total_and_the_words_below_a_report_are_refused_by_their_rows() {
        JsonObject result = looked(
                "&region=au",
                ("Client list,,,\nPrinted 28/11/2026,,,\n,,,\nFirst Name,Last Name,Email,Country\n"
                                + "Priya,Raman,raman@example.test,AU\nTotal,,1,\nConfidential Information,,,\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(people(result))
                .containsExactly(
                        "NEW au Priya|Raman raman@example.test null null",
                        "REFUSED au Total|null 1 null null",
                        "REFUSED au Confidential Information|null null null null");
    }

    private static JsonObject looked(String query, byte[] list) {
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import?dryRun=true" + query, "text/csv", list);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> people(JsonObject result) {
        return result.getJsonArray("rows").stream()
                .map(JsonObject.class::cast)
                .map(row -> {
                    JsonObject contact = row.getJsonObject("contact");
                    return "%s %s %s|%s %s %s %s"
                            .formatted(
                                    row.getString("verdict"),
                                    contact.getString("region"),
                                    contact.getString("givenName"),
                                    contact.getString("familyName"),
                                    contact.getString("email"),
                                    contact.getString("phone"),
                                    contact.getString("reference"));
                })
                .toList();
    }
}
