package latchkey.transfer.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import latchkey.transfer.row.ImportColumns.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of columns as the programs write them that clients are kept in. */
class ImportColumnsTest {

    /** Each field is expected in the column with its own name as the cell. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ':',
            value = {
                "Excel: First name,Surname,Email address,Mobile,Job no.,Country: 0,1,-,2,3,4,5",
                "Outlook: First Name,Middle Name,Last Name,E-mail Address,E-mail 2 Address,Mobile Phone,Home Phone,Home"
                        + " Country/Region: 0,2,-,3,5,-,7",
                "Google Contacts: First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 -"
                        + " Value,Address 1 - Country: 0,1,-,3,5,-,6",
                "older Google Contacts: Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value:"
                        + " 1,2,0,4,5,-,-",
                "HubSpot: Record ID - Contact,First Name,Last Name,Email,Phone Number,Country/Region: 1,2,-,3,4,0,5",
                "Salesforce: Contact ID,First Name,Last Name,Account Name,Email,Phone,Mobile,Mailing Country:"
                        + " 1,2,-,4,5,0,7",
                "Salesforce's loader: ID,FIRSTNAME,LASTNAME,EMAIL,MOBILEPHONE,MAILINGCOUNTRY: 1,2,-,3,4,0,5",
                "Buildertrend: Job Name,Client Name,Primary Email,Cell Phone,Job Number: -,-,1,2,3,4,-",
                "Buildertrend's clients: Client Name,Client Email Address,Client Cell Phone,Client Job Number:"
                        + " -,-,0,1,2,3,-",
                "MYOB: Co./Last Name,First Name,Card ID,Addr 1 - Email,Addr 1 - Phone No. 1: 1,0,-,3,4,-,-",
                "Pipedrive: Person - Name,Person - Email - Work,Person - Phone - Mobile,Person - ID: -,-,0,1,2,3,-",
                "a contract: Buyer 1 First Name,Buyer 1 Last Name,Buyer 1 Email (home),Buyer 2 First Name,Buyer 2"
                        + " Email: 0,1,-,2,-,-,-",
                "a couple: First Name,Last Name,Client Email,Email (partner),Secondary Contact Email: 0,1,-,2,-,-,-",
                "its second person alone: Name,Contact (2) Email,Other Contact Email: -,-,0,-,-,-,-",
                "Contacts on a Mac: First,Last,Email (home),Phone (mobile): 0,1,-,2,3,-,-",
                "required ones: First Name*,* Last Name (required),Email Address [Required],Mobile (optional):"
                        + " 0,1,-,2,3,-,-",
                "owners: Owner First Name,Owner Last Name,Owner Email Address,Owner Cell: 0,1,-,2,3,-,-",
                "more than one: Name(s),Email(s),Phone numbers: -,-,0,1,2,-,-",
                "a form: Given Name(s),Family Name(s),Email Address(es),ClientMobile: 0,1,-,2,3,-,-",
                "Xero: *ContactName,AccountNumber,EmailAddress,FirstName,LastName,POCountry,PhoneNumber,MobileNumber:"
                        + " 3,4,0,2,7,1,5"
            })
    void columns_of_common_programs_are_recognised(String program, String names, String places) {
        List<String> cells = List.of(names.split(","));
        ImportColumns columns = ImportColumns.of(cells, Optional.empty());
        List<String> row =
                IntStream.range(0, cells.size()).mapToObj(Integer::toString).toList();
        assertThat(List.of("givenName", "familyName", "fullName", "email", "phone", "reference", "region"))
                .extracting(field -> columns.value(row, field, cell -> true).orElse("-"))
                .as(program)
                .containsExactly(places.split(","));
    }

    /** Thousands of such headings would keep everybody's imports waiting. */
    @Test
    void a_heading_that_is_too_long_for_a_name_is_none() {
        assertThat(ImportColumns.of(List.of("Client ".repeat(20) + "Email"), Optional.empty())
                        .places())
                .containsOnlyKeys("email");
        assertThat(ImportColumns.of(List.of("Client ".repeat(40) + "Email"), Optional.empty())
                        .places())
                .isEmpty();
    }

    @Test
    void a_chosen_column_comes_first_and_those_of_the_same_meaning_stand_in_for_it() {
        ImportColumns columns = ImportColumns.of(
                List.of("First Name", "Kontakt", "Email", "Last Name"),
                Optional.of(Choice.of("{\"givenName\":\"First Name\",\"email\":\"Kontakt\"}")));
        assertThat(columns.value(List.of("", "a", "b", ""), "email", cell -> true))
                .contains("a");
        assertThat(columns.value(List.of("", "", "b", ""), "email", cell -> true))
                .contains("b");
        assertThat(columns.places()).doesNotContainKey("familyName");
    }
}
